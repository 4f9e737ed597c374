#include "plan/occasion.hpp"

namespace monoci {

bool Occasion::is_certain() const {
  const bool is_push = event == Event::default_branch || event == Event::tag;
  return is_push && !widened && !chosen;
}

}  // namespace monoci
