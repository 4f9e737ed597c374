#include "document/value_builder.hpp"

#include <fmt/format.h>

#include <ranges>
#include <utility>

#include "base/quoted.hpp"
#include "document/yaml_scalar.hpp"

namespace monoci {

namespace {

bool may_be_no_text(const std::string& key) {
  const auto first = key.empty() ? '\0' : key.front();
  const bool is_letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_';
  return !is_letter || read_plain_scalar(key).type != ValueType::string;
}

}  // namespace

void ValueBuilder::scalar(Value value, Anchor anchor) {
  if (!failed_) place(std::move(value), anchor, 1);
}

void ValueBuilder::alias(Anchor anchor, Spot spot) {
  if (failed_) return;
  const auto kept = anchors_.find(anchor);
  if (kept == anchors_.end())
    return fail("an alias stands inside the value that it names", std::move(spot),
                "write the value out, or move the anchor (`&`) elsewhere");
  notes_.aliases.push_back(spot);
  if (within_bounds(kept->second.size, spot)) place(kept->second.value, 0, kept->second.size);
}

void ValueBuilder::begin(Value collection, Anchor anchor) {
  if (failed_) return;
  if (open_.size() == kDeepest)
    return fail("lists and maps are nested too deeply", collection.spot,
                fmt::format("at most {} levels are read", kDeepest));
  Open open;
  open.value = std::move(collection);
  open.anchor = anchor;
  open_.push_back(std::move(open));
}

void ValueBuilder::end() {
  if (failed_) return;
  auto done = std::move(open_.back());
  open_.pop_back();
  place(std::move(done.value), done.anchor, done.size);
}

bool ValueBuilder::expects_key() const {
  return !open_.empty() && open_.back().value.is(ValueType::map) && !open_.back().key;
}

std::optional<Value> ValueBuilder::take() { return failed_ ? std::nullopt : std::exchange(result_, {}); }

void ValueBuilder::place(Value value, Anchor anchor, std::size_t size) {
  if (++values_ > kMostValues)
    return fail("the text has too many values", value.spot, fmt::format("at most {} are read", kMostValues));
  if (anchor != 0) keep(value, anchor, size);
  if (open_.empty()) {
    result_ = std::move(value);
    return;
  }
  auto& parent = open_.back();
  parent.size += size;
  if (parent.value.is(ValueType::list))
    parent.value.items.push_back(std::move(value));
  else if (parent.key)
    take_member(parent, std::move(value));
  else
    take_key(parent, std::move(value));
}

void ValueBuilder::keep(const Value& value, Anchor anchor, std::size_t size) {
  if (within_bounds(size, value.spot)) anchors_[anchor] = {value, size};
}

void ValueBuilder::take_key(Open& map, Value value) {
  if (value.is(ValueType::list) || value.is(ValueType::map))
    problems_.error("a key must be text", value.spot, "put quotes around it if it begins with `[` or `{`");
  else if (value.is(ValueType::null))
    problems_.error("a key is missing in front of the `:`", value.spot,
                    "put quotes around `null` and `~` where they are names");
  auto spot = value.spot;
  map.key = Member{std::move(value.scalar), {}, std::move(spot)};
  map.key_is_plain = value.plain;
  if (value.plain && may_be_no_text(map.key->key))
    notes_.odd_keys.push_back({map.key->key, map.key->spot, open_.size()});
}

void ValueBuilder::take_member(Open& map, Value value) {
  auto member = std::move(map.key.value());
  map.key.reset();
  if (member.key == "<<") {
    const bool alias = value.is(ValueType::list) || value.spot < member.spot;  // a copy stands where its anchor does
    notes_.merges.push_back({member.spot, alias, !map.key_is_plain});
    return merge(map, value);
  }
  member.value = std::move(value);
  write(map, std::move(member));
}

void ValueBuilder::write(Open& map, Member member) {
  const auto [place, is_new] = map.places.try_emplace(member.key, Place{map.value.members.size(), true});
  if (is_new) {
    map.value.members.push_back(std::move(member));
    return;
  }
  auto& earlier = map.value.members[place->second.position];
  if (place->second.written)
    problems_.error(fmt::format("`{}` is given twice", quoted_if_odd(member.key)), member.spot,
                    fmt::format("the first one is on line {}", earlier.spot.line));
  place->second.written = true;
  earlier = std::move(member);
}

void ValueBuilder::merge(Open& map, const Value& source) {
  if (source.is(ValueType::map)) return merge_members(map, source);
  bool mergeable = source.is(ValueType::list);
  for (const auto& item : source.items) mergeable = mergeable && item.is(ValueType::map);
  if (!mergeable) {
    problems_.error("`<<` merges a map or a list of maps", source.spot, "write `<<: *name` where `&name` marks a map");
    return;
  }
  for (const auto& item : source.items | std::views::reverse) merge_members(map, item);  // the first of a list wins
}

void ValueBuilder::merge_members(Open& map, const Value& source) {
  for (const auto& member : source.members) {
    const auto [place, is_new] = map.places.try_emplace(member.key, Place{map.value.members.size(), false});
    if (is_new)
      map.value.members.push_back(member);
    else
      map.value.members[place->second.position] = member;
  }
}

bool ValueBuilder::within_bounds(std::size_t more, const Spot& spot) {
  copied_ += more;
  if (copied_ > kMostCopied)
    fail("anchors and aliases make this text too large", spot,
         fmt::format("at most {} values are copied", kMostCopied));
  return !failed_;
}

void ValueBuilder::fail(std::string what, Spot spot, std::string hint) {
  problems_.error(std::move(what), std::move(spot), std::move(hint));
  failed_ = true;
}

}  // namespace monoci
