#include "gitview/tree_store.hpp"

#include "gitview/repository.hpp"

namespace gitview {

Result<const Tree*> TreeStore::read(const Oid& oid) {
  if (const auto known = trees_.find(oid); known != trees_.end()) return &known->second;
  auto raw = repository_->tree_bytes(oid);
  if (!raw) return std::unexpected(std::move(raw.error()));
  auto tree = Tree::parse(std::move(*raw), oid);
  if (!tree) return std::unexpected(std::move(tree.error()));
  return &trees_.emplace(oid, std::move(*tree)).first->second;
}

}  // namespace gitview
