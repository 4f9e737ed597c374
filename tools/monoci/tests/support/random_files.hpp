// Repositories by chance, small enough that everything meets everything. To be called within rc::check.
#pragma once

#include "support/files.hpp"

namespace monoci {

Files random_files();

// Few edits: most stays equal.
Files edited(Files files);

}  // namespace monoci
