#include "paint_down.hpp"

#include <algorithm>
#include <queue>
#include <unordered_map>

#include "gitview/repository.hpp"

namespace gitview {
namespace {

using Colours = unsigned;
constexpr Colours kOne = 1;
constexpr Colours kOthers = 2;
constexpr Colours kBoth = kOne | kOthers;
constexpr Colours kBelow = 4;  // below a common commit: git's STALE

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
      const bool common = (node->colours & kBoth) == kBoth;
      const Colours handed_down = common ? node->colours | kBelow : node->colours;
      for (const Oid& parent : node->commit.parents) paint(parent, handed_down);
    }
  }

  Result<Painting> painting() && {
    if (failure_) return std::unexpected(std::move(*failure_));
    Painting result;
    for (const auto& [oid, node] : nodes_) {
      if (node.colours & kBelow) continue;
      if (node.missing && (!result.missing || oid < *result.missing)) result.missing = oid;
      if (!node.missing && (node.colours & kBoth) == kBoth) result.common.push_back(oid);
    }
    std::ranges::sort(result.common);
    return result;
  }

 private:
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
  std::unordered_map<Oid, Node, OidHash> nodes_;  // node-based: the queue points into it
  std::priority_queue<Node*, std::vector<Node*>, Older> queue_;
  std::optional<Failure> failure_;
  int undecided_ = 0;  // commits in the queue that are not below a common one
  int open_ends_ = 0;  // missing commits that are not below a common one
};

}  // namespace

Result<Painting> paint_down(const Repository& repository, const Oid& one, std::span<const Oid> others) {
  Painter painter(repository);
  painter.paint(one, kOne);
  for (const Oid& other : others) painter.paint(other, kOthers);
  painter.flow();
  return std::move(painter).painting();
}

}  // namespace gitview
