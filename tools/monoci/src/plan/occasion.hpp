#pragma once

#include <cstdint>
#include <string>

namespace monoci {

// What set a pipeline off, as far as it decides which jobs make sense.
enum class Event : std::uint8_t {
  merge_request,   // detached, merged results, merge train; an external pull request
  default_branch,  // a push to it
  branch,          // a push to any other
  tag,             // a push of one
  schedule,
  by_hand,  // web, API, trigger, chat, another project
  none,     // no CI at all
};

// The pipeline that a plan is made for.
struct Occasion {
  Event event = Event::none;
  std::string tag;                 // what is built is this tag; whatever the event
  bool on_default_branch = false;  // what is built is that branch; whatever the event
  bool widened = false;            // evidence is missing: more is affected than what changed
  bool chosen = false;             // somebody named the projects to run

  // Whether what runs is exactly what changed. Where it is not, nothing is deployed by surprise.
  bool is_certain() const;
};

}  // namespace monoci
