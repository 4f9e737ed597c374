#include "gitlab/rules/pipeline_node.hpp"

#include <algorithm>

#include "gitlab/rules/merged_pipeline.hpp"

namespace monoci {

namespace {

bool merges(const Value& value) { return value.is(ValueType::map) && value.tag.empty(); }

}  // namespace

std::vector<PipelineNode::Layer> visible(std::vector<PipelineNode::Layer> layers) {
  if (layers.empty()) return layers;
  const auto stop = std::ranges::find_if_not(layers, [](const auto& each) { return merges(*each.value); });
  layers.erase(stop == layers.begin() ? stop + 1 : stop, layers.end());
  return layers;
}

Spot spot_in(const Spot& spot, const std::string& file) { return spot.file.empty() ? Spot{file, 0, 0} : spot; }

PipelineNode::PipelineNode(std::vector<Layer> layers, const MergedPipeline& pipeline)
    : layers_(visible(std::move(layers))), pipeline_(&pipeline) {
  if (layers_.empty()) return;
  if (top().tag == kReferenceTag) {
    auto target = pipeline.target_of(top());
    opaque_ = target.empty();
    if (!opaque_) layers_ = std::move(target);
  }
  if (top().is(ValueType::string)) opaque_ = pipeline.is_interpolated(top().scalar);
}

Spot PipelineNode::spot() const { return spot_in(top().spot, *layers_.front().file); }

PipelineNode PipelineNode::find(std::string_view key) const {
  std::vector<Layer> found;
  for (const auto& layer : layers_)
    if (const auto* value = layer.value->find(key)) found.push_back({value, layer.file});
  if (found.empty()) return {};
  PipelineNode result(std::move(found), *pipeline_);
  return result.is(ValueType::null) ? PipelineNode() : result;
}

bool PipelineNode::has(std::string_view key) const {
  return std::ranges::any_of(layers_, [&](const Layer& each) { return each.value->find(key) != nullptr; });
}

std::vector<PipelineNode> PipelineNode::items() const {
  std::vector<PipelineNode> result;
  for (const auto& item : top().items) result.emplace_back(std::vector{Layer{&item, layers_.front().file}}, *pipeline_);
  return result;
}

std::vector<PipelineNode::Item> PipelineNode::members() const {
  std::vector<Item> result;
  for (auto layer = layers_.begin(); layer != layers_.end(); ++layer) {
    for (const auto& [key, value, spot] : layer->value->members) {
      const auto earlier = [&key](const Layer& each) { return each.value->find(key) != nullptr; };
      if (std::any_of(layers_.begin(), layer, earlier)) continue;
      std::vector<Layer> found;
      for (auto each = layer; each != layers_.end(); ++each)
        if (const auto* below = each->value->find(key)) found.push_back({below, each->file});
      result.push_back({key, spot_in(spot, *layer->file), PipelineNode(std::move(found), *pipeline_)});
    }
  }
  return result;
}

bool PipelineNode::is_empty() const {
  if (opaque_) return false;
  if (top().is(ValueType::map))
    return std::ranges::all_of(layers_, [](const Layer& each) { return each.value->members.empty(); });
  if (top().is(ValueType::boolean)) return top().scalar == "false";  // as Ruby's `blank?` has it
  return top().scalar.empty() && top().items.empty();
}

bool PipelineNode::same_place(const PipelineNode& other) const {
  return std::ranges::equal(layers_, other.layers_, {}, &Layer::value, &Layer::value);
}

}  // namespace monoci
