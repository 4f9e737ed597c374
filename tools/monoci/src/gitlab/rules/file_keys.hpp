// What may stand in a file outside of jobs: rows like those of keys.cpp.
#pragma once

#include "gitlab/rules/key_shape.hpp"

namespace monoci {

extern const KeyShape kAutoCancelShape;     // of `workflow` and of its rules
extern const KeyShape kIncludeShape;        // an entry of `include` at the top of a file
extern const KeyShape kHeaderIncludeShape;  // below `spec`
extern const KeyShape kChildIncludeShape;   // below `trigger`
extern const KeyShape kChildTriggerShape;   // `trigger` of a child pipeline, by its `include`
extern const KeyShape kOtherTriggerShape;   // `trigger` of another project's pipeline
extern const KeyShape kSpecShape;           // a file's header
extern const KeyShape kJobInputShape;

}  // namespace monoci
