#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace monoci {

class MergedPipeline;

// A place in a pipeline as GitLab sees it: files merged, `extends` and `!reference` resolved. Nothing is copied: a node
// lists the values that were written for its place, the strongest first, and merges maps only as they are looked at,
// for hundreds of jobs extend the same one.
class PipelineNode {
 public:
  struct Layer {
    const Value* value;
    const std::string* file;  // named where the value has no spot
  };
  struct Item;  // a member of a map

  PipelineNode() = default;  // nothing stands there
  PipelineNode(std::vector<Layer> layers, const MergedPipeline& pipeline);

  explicit operator bool() const { return !layers_.empty(); }
  // What stands there is known only elsewhere: in an included file, or to whoever gives the inputs.
  bool opaque() const { return opaque_; }
  bool is(ValueType type) const { return *this && !opaque_ && top().type == type; }
  const std::string& text() const { return top().scalar; }  // of a scalar
  const Value& value() const { return top(); }              // the strongest one
  Spot spot() const;

  PipelineNode find(std::string_view key) const;  // null counts as missing, as GitLab does it
  bool has(std::string_view key) const;           // be it null
  std::vector<PipelineNode> items() const;        // of a list
  std::vector<Item> members() const;              // of a map, each key once
  std::size_t size() const { return top().items.size(); }
  bool is_empty() const;                             // an empty text, list or map
  bool same_place(const PipelineNode& other) const;  // both were written in the same lines
  const std::vector<Layer>& layers() const { return layers_; }

 private:
  const Value& top() const { return *layers_.front().value; }

  std::vector<Layer> layers_;
  const MergedPipeline* pipeline_ = nullptr;
  bool opaque_ = false;
};

struct PipelineNode::Item {
  std::string_view key;
  Spot spot;  // of the key
  PipelineNode value;
};

// GitLab merges maps with maps; anything else hides what is below it. What is left of the layers, strongest first.
std::vector<PipelineNode::Layer> visible(std::vector<PipelineNode::Layer> layers);

Spot spot_in(const Spot& spot, const std::string& file);  // the file alone where the spot is unknown

}  // namespace monoci
