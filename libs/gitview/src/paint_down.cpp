#include "paint_down.hpp"

#include <algorithm>
#include <queue>
#include <unordered_map>

#include "gitview/repository.hpp"

namespace gitview {
namespace {

using Colours = std::uint64_t;
constexpr Colours kBelow = 1;    // below a common commit: git's STALE
constexpr Colours kOthers = 2;   // of all that need not be told apart
constexpr int kFirstColour = 2;  // of those that are
constexpr int kColours = 62;     // which may be so many

struct Node {
  Commit commit;
  Colours colours = 0;
  bool missing = false;
  bool waiting = false;  // in the queue
};

struct Older {
  bool operator()(const Node* one, const Node* other) const {
    if (one->commit.time != other->commit.time) return one->commit.time < other->commit.time;
    return one->commit.oid < other->commit.oid;
  }
};

class Painter {
 public:
  explicit Painter(const Repository& repository) : repository_(repository) {}

  // A new painting of the same history: what was read stays known. Commits with all colours of `common` are common.
  void begin(Colours common) {
    common_ = common;
    queue_ = {};
    undecided_ = open_ends_ = 0;
    for (auto& [oid, node] : nodes_) {
      node.colours = 0;
      node.waiting = false;
    }
  }

  // Adds colours to a commit; one that gained some is looked at (again).
  void paint(const Oid& oid, Colours colours) {
    Node* node = look_up(oid);
    if (node == nullptr || (node->colours & colours) == colours) return;
    count(*node, -1);
    node->colours |= colours;
    if (!node->missing && !node->waiting) {
      node->waiting = true;
      queue_.push(node);
    }
    count(*node, +1);
  }

  // Lets the colours flow. Newest first is for speed only: whatever the clocks say, the walk goes on until everything
  // that waits lies below a common commit, and further while that may still show a missing commit to lie below one.
  void flow() {
    while (!failure_ && (undecided_ > 0 || (open_ends_ > 0 && !queue_.empty()))) {
      Node* node = queue_.top();
      queue_.pop();
      count(*node, -1);
      node->waiting = false;
      const Colours handed_down = is_common(*node) ? node->colours | kBelow : node->colours;
      for (const Oid& parent : node->commit.parents) paint(parent, handed_down);
    }
  }

  const std::optional<Failure>& failure() const { return failure_; }

  Painting painting() const {
    Painting result;
    for (const auto& [oid, node] : nodes_) {
      if (node.colours & kBelow) continue;
      if (node.missing && (!result.missing || oid < *result.missing)) result.missing = oid;
      if (!node.missing && is_common(node)) result.common.push_back(oid);
    }
    std::ranges::sort(result.common);
    return result;
  }

  Colours colours_of(const Oid& oid) const { return nodes_.at(oid).colours; }

  // Those that every missing commit has which was met; all of them when none was.
  Colours colours_of_all_missing() const {
    Colours all = ~Colours{0};
    for (const auto& [oid, node] : nodes_)
      if (node.missing && node.colours != 0) all &= node.colours;
    return all;
  }

 private:
  bool is_common(const Node& node) const { return (node.colours & common_) == common_; }

  // Takes a node out of the counts before it changes and puts it back afterwards.
  void count(const Node& node, int step) {
    if (node.colours & kBelow) return;
    if (node.waiting) undecided_ += step;
    if (node.missing && node.colours != 0) open_ends_ += step;
  }

  // Nothing when it cannot be read; the walk then ends.
  Node* look_up(const Oid& oid) {
    const auto [place, is_new] = nodes_.try_emplace(oid);
    Node& node = place->second;
    if (!is_new) return &node;
    auto commit = repository_.commit(oid);
    if (commit) {
      node.commit = std::move(*commit);
    } else if (commit.error().kind == FailureKind::missing_object) {
      node.missing = true;
    } else {
      failure_ = std::move(commit.error());
      return nullptr;
    }
    return &node;
  }

  const Repository& repository_;
  Colours common_ = 0;
  std::unordered_map<Oid, Node, OidHash> nodes_;  // node-based: the queue points into it
  std::priority_queue<Node*, std::vector<Node*>, Older> queue_;
  std::optional<Failure> failure_;
  int undecided_ = 0;  // commits in the queue that are not below a common one
  int open_ends_ = 0;  // missing commits that are not below a common one
};

Colours colour(std::size_t number) { return Colours{1} << (kFirstColour + number); }

}  // namespace

Result<Painting> paint_down(const Repository& repository, const Oid& one, std::span<const Oid> others) {
  Painter painter(repository);
  painter.begin(colour(0) | kOthers);
  painter.paint(one, colour(0));
  for (const Oid& other : others) painter.paint(other, kOthers);
  painter.flow();
  if (painter.failure()) return std::unexpected(*painter.failure());
  return painter.painting();
}

// Some candidates at a time have a colour of their own. What all of these descend from has none of them below it, so
// the walk ends there. A candidate that another colour came to is an ancestor of the one with that colour; a missing
// commit hides nothing from the candidates that descend from it.
Result<Heads> heads_of(const Repository& repository, std::span<const Oid> candidates) {
  Painter painter(repository);
  Heads heads;
  for (std::size_t begin = 0; begin < candidates.size(); begin += kColours) {
    const std::size_t count = std::min<std::size_t>(kColours, candidates.size() - begin);
    Colours common = 0;
    for (std::size_t number = 0; number < count; ++number) common |= colour(number);
    painter.begin(common);
    for (std::size_t at = 0; at < candidates.size(); ++at)
      painter.paint(candidates[at], at >= begin && at < begin + count ? colour(at - begin) : kOthers);
    painter.flow();
    if (painter.failure()) return std::unexpected(*painter.failure());
    const Colours seen_by = painter.colours_of_all_missing();
    for (std::size_t number = 0; number < count; ++number) {
      const Oid& candidate = candidates[begin + number];
      if ((painter.colours_of(candidate) & ~(colour(number) | kBelow)) != 0) continue;
      if ((seen_by & colour(number)) == 0) heads.complete = false;
      heads.commits.push_back(candidate);
    }
  }
  return heads;
}

}  // namespace gitview
