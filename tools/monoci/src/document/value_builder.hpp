#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "document/document.hpp"

namespace monoci {

// Puts a Value together from the events of a parser: what a list or map holds comes between its begin and its end, in a
// map by turns key and value. Keeps what anchors name, puts copies where aliases stand, applies merge keys in the order
// written (as GitLab's parser does: what comes later wins), and notes keys that are given twice.
class ValueBuilder {
 public:
  using Anchor = std::size_t;  // 0: none

  static constexpr std::size_t kDeepest = 100;        // GitLab's own limit
  static constexpr std::size_t kMostCopied = 100000;  // values that aliases may add: a bomb makes billions
  static constexpr std::size_t kMostValues = 500000;  // a list of 4 MiB would take half a gigabyte

  ValueBuilder(YamlNotes& notes, Diagnostics& problems) : notes_(notes), problems_(problems) {}

  void scalar(Value value, Anchor anchor);
  void alias(Anchor anchor, Spot spot);
  void begin(Value collection, Anchor anchor);
  void end();

  bool expects_key() const;
  bool failed() const { return failed_; }  // nothing sensible can follow; further events are ignored
  std::optional<Value> take();             // the whole document, once it is complete

 private:
  struct Place {
    std::size_t position = 0;  // in members
    bool written = false;      // the key stands in this map itself; it was not merged in
  };
  struct Open {
    Value value;
    Anchor anchor = 0;
    std::size_t size = 1;       // values in it, itself included
    std::optional<Member> key;  // read, its value still to come
    bool key_is_plain = false;
    std::unordered_map<std::string, Place> places;
  };
  struct Kept {
    Value value;
    std::size_t size = 1;
  };

  void place(Value value, Anchor anchor, std::size_t size);
  void keep(const Value& value, Anchor anchor, std::size_t size);
  void take_key(Open& map, Value value);
  void take_member(Open& map, Value value);
  void write(Open& map, Member member);
  void merge(Open& map, const Value& source);
  void merge_members(Open& map, const Value& source);
  bool within_bounds(std::size_t more, const Spot& spot);
  void fail(std::string what, Spot spot, std::string hint);

  YamlNotes& notes_;
  Diagnostics& problems_;
  std::vector<Open> open_;
  std::map<Anchor, Kept> anchors_;
  std::size_t copied_ = 0, values_ = 0;
  std::optional<Value> result_;
  bool failed_ = false;
};

}  // namespace monoci
