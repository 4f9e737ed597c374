#include "affected/lock_changes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ranges>
#include <tuple>
#include <utility>

#include "workspace/lock_index.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostSteps = 50'000'000;  // packages that requirements are followed to

using PackageId = std::uint32_t;  // the same for both sides, in the order of names
constexpr PackageId kNobody = 0xFFFF'FFFF, kStart = 0xFFFF'FFFE;

using TableKey = std::pair<Holder, std::string_view>;
using PackageKey = std::tuple<std::string_view, std::string_view, std::string_view>;

std::string_view said(LockText text) { return text == nullptr ? std::string_view() : std::string_view(*text); }

TableKey key_of(const LockedTable& table) { return {table.holder, said(table.name)}; }

// Of a local package the version is its own business.
PackageKey key_of(const LockedPackage& package) {
  return {said(package.name), package.path != nullptr ? "" : said(package.version), said(package.source)};
}

// A requirement as both sides can say it.
struct Asked {
  std::vector<PackageId> packages;
  std::vector<std::string_view> extras;
  std::string_view marker;
  auto operator<=>(const Asked&) const = default;
};

using AskedTables = std::map<TableKey, std::vector<Asked>>;

// The tables of both that ask for something else, or that only one has.
std::set<TableKey> differing(const AskedTables& one, const AskedTables& other) {
  std::set<TableKey> keys;
  const auto add_missing = [&](const AskedTables& from, const AskedTables& in) {
    for (const auto& [key, asked] : from) {
      const auto same = in.find(key);
      if (same == in.end() || same->second != asked) keys.insert(key);
    }
  };
  add_missing(one, other);
  add_missing(other, one);
  return keys;
}

using Tables = std::vector<const LockedTable*>;

Tables pointers(const std::vector<LockedTable>& tables) {
  Tables all;
  for (const auto& table : tables) all.push_back(&table);
  return all;
}

// What can be reached: each package with the one that it was first reached through, kStart where the start requires it
// itself; kNobody: it cannot.
struct Closure {
  std::vector<PackageId> from;
  std::vector<PackageId> packages;                  // those that can
  std::set<std::pair<PackageId, TableKey>> tables;  // those of them that are asked for and differ between the sides
};

// One side of the comparison.
class LockSide {
 public:
  LockSide(const Lock& lock, const std::map<PackageKey, PackageId>& ids) : lock_(lock), index_(lock) {
    by_id_.resize(ids.size());
    for (PlaceInLock place = 0; place < lock.packages.size(); ++place) {
      const auto id = ids.at(key_of(lock.packages[place]));
      ids_.push_back(id);
      by_id_[id].push_back(place);
    }
  }

  const Lock& lock() const { return lock_; }
  PackageId id(PlaceInLock place) const { return ids_[place]; }
  const LockedPackage& package(PlaceInLock place) const { return lock_.packages[place]; }

  // Nothing where there is none, or several by a slip. Alike ones are one: a branch and a tag may lead to one commit.
  const LockedPackage* only(PackageId id) const {
    const auto& places = by_id_[id];
    const auto is_alike = [&](PlaceInLock place) { return says_the_same(package(place), package(places.front())); };
    return !places.empty() && std::ranges::all_of(places, is_alike) ? &package(places.front()) : nullptr;
  }
  const std::vector<PlaceInLock>& places(PackageId id) const { return by_id_[id]; }

  AskedTables asked_by(const Tables& tables) const {
    AskedTables all;
    for (const auto* table : tables) {
      auto& list = all[key_of(*table)];
      for (const auto& requirement : table->requirements) {
        Asked asked{{}, {}, said(requirement.marker)};
        for (const auto place : index_.meant_by(requirement)) asked.packages.push_back(id(place));
        for (const auto* extra : requirement.extras) asked.extras.push_back(*extra);
        std::ranges::sort(asked.packages);
        std::ranges::sort(asked.extras);
        list.push_back(std::move(asked));
      }
      std::ranges::sort(list);
    }
    return all;
  }

  // By the shortest ways, of equal ones the first by name: the order of entries plays no part.
  Closure reached(const Tables& start, const std::vector<std::set<TableKey>>& differing, std::size_t& steps) const {
    Closure closure{std::vector(by_id_.size(), kNobody), {}, {}};
    std::set<const LockedTable*> walked;
    std::vector<std::pair<PackageId, const LockedTable*>> level, next;
    const auto ask = [&](PlaceInLock place, const LockedRequirement& requirement, PackageId from) {
      ++steps;
      const auto each = id(place);
      if (closure.from[each] == kNobody) {
        closure.from[each] = from;
        closure.packages.push_back(each);
      }
      note_differing(each, requirement, differing[each], closure);
      for (const auto& table : package(place).tables)
        if (is_asked(table, requirement) && walked.insert(&table).second) next.emplace_back(each, &table);
    };
    for (const auto* table : start) level.emplace_back(kStart, table);
    for (; !level.empty() && steps <= kMostSteps; level = std::exchange(next, {})) {
      std::ranges::sort(level, {}, &std::pair<PackageId, const LockedTable*>::first);
      for (const auto& [from, table] : level)
        for (const auto& requirement : table->requirements)
          for (const auto place : index_.meant_by(requirement)) ask(place, requirement, from);
    }
    std::ranges::sort(closure.packages);
    return closure;
  }

 private:
  bool says_the_same(const LockedPackage& one, const LockedPackage& other) const {
    return &one == &other ||
           (one.archives == other.archives && asked_by(pointers(one.tables)) == asked_by(pointers(other.tables)));
  }

  static void note_differing(PackageId id, const LockedRequirement& requirement, const std::set<TableKey>& differing,
                             Closure& closure) {
    if (differing.empty()) return;
    const auto note = [&](const TableKey& key) {
      if (differing.contains(key)) closure.tables.insert({id, key});
    };
    note({Holder::dependencies, {}});
    for (const auto* extra : requirement.extras) note({Holder::extra, *extra});
  }

  const Lock& lock_;
  LockIndex index_;
  std::vector<PackageId> ids_;
  std::vector<std::vector<PlaceInLock>> by_id_;
};

// Where a package comes from, in one line.
std::string whole_origin(std::string_view source) {
  std::string line;
  for (const auto part : std::views::split(source, '\n')) {
    std::string member(part.begin(), part.end());
    if (const auto key_end = member.find('='); key_end != std::string::npos) member[key_end] = ' ';
    line.append(line.empty() || member.empty() ? "" : ", ").append(member);
  }
  return line;
}

// The same, shorter: of a git source its commit.
std::string origin(std::string_view source) {
  if (const auto hash = source.find('#'); source.starts_with("git=") && hash != std::string_view::npos)
    return fmt::format("commit {}", source.substr(hash + 1, 10));
  return whole_origin(source);
}

class LockComparison {
 public:
  LockComparison(const RepoPath& file, const Lock& base, const Lock& head, ExtraWheels extra_wheels)
      : file_(file),
        extra_wheels_(extra_wheels),
        ids_(numbered(base, head)),
        base_(base, ids_),
        head_(head, ids_),
        other_archives_(ids_.size()),
        differing_(ids_.size()) {
    for (const auto& [key, id] : ids_) {
      keys_.push_back(key);
      compare(id);
    }
  }

  std::optional<LockSlices> run(const InstalledGroups& groups) {
    LockSlices slices;
    const auto root = file_.parent();
    std::map<RepoPath, std::set<PackageId>> local;
    for (const auto* side : {&base_, &head_}) {
      for (PlaceInLock place = 0; place < side->lock().packages.size(); ++place) {
        const auto* path = side->package(place).path;
        const auto directory = path == nullptr ? std::nullopt : root.resolve(*path);
        if (!directory) continue;
        local[*directory].insert(side->id(place));
        if (side == &head_) slices.locked.insert(*directory);
      }
    }
    if (is_all_noise()) return slices;
    for (const auto& [directory, ids] : local) {
      LockChanges changes;
      for (const auto id : ids) std::ranges::move(of_package(id), std::back_inserter(changes));
      if (!changes.empty()) slices.of_projects.emplace(directory, std::move(changes));
      if (steps_ > kMostSteps) return std::nullopt;
    }
    const auto at_root = local[root];
    slices.of_root_groups =
        differences(installed(base_, at_root, groups), installed(head_, at_root, groups), std::nullopt);
    return steps_ > kMostSteps ? std::nullopt : std::optional(std::move(slices));
  }

 private:
  static std::map<PackageKey, PackageId> numbered(const Lock& base, const Lock& head) {
    std::map<PackageKey, PackageId> ids;
    for (const auto* lock : {&base, &head})
      for (const auto& package : lock->packages) ids.emplace(key_of(package), 0);
    PackageId next = 0;
    for (auto& [key, id] : ids) id = next++;
    return ids;
  }

  static Tables installed(const LockSide& side, const std::set<PackageId>& at_root, const InstalledGroups& groups) {
    Tables tables;
    const auto add = [&](const std::vector<LockedTable>& from) {
      for (const auto& table : from)
        if (table.holder == Holder::group && (groups.all || groups.names.contains(*table.name)))
          tables.push_back(&table);
    };
    add(side.lock().root_groups);
    for (const auto id : at_root)
      if (const auto* package = side.only(id)) add(package->tables);
    return tables;
  }

  // What of a package differs between the sides. Several entries of one package are a slip: they are taken as other
  // ones than before.
  void compare(PackageId id) {
    const auto *before = base_.only(id), *after = head_.only(id);
    const auto is_slip = [&](const LockSide& side) { return !side.places(id).empty() && side.only(id) == nullptr; };
    other_archives_[id] = is_slip(base_) || is_slip(head_);
    if (before == nullptr || after == nullptr) return;
    other_archives_[id] = extra_wheels_ == ExtraWheels::ignore
                              ? !std::ranges::includes(after->archives, before->archives)
                              : after->archives != before->archives;
    differing_[id] = differing(base_.asked_by(pointers(before->tables)), head_.asked_by(pointers(after->tables)));
  }

  bool is_all_noise() const {
    for (PackageId id = 0; id < keys_.size(); ++id) {
      const bool is_new = base_.places(id).empty() || head_.places(id).empty();
      if (is_new || other_archives_[id] || !differing_[id].empty()) return false;
    }
    return differing(base_.asked_by(pointers(base_.lock().root_groups)),
                     head_.asked_by(pointers(head_.lock().root_groups)))
        .empty();
  }

  // What differs for a local package: by its own tables, all of them.
  LockChanges of_package(PackageId id) {
    const auto tables_of = [&](const LockSide& side) {
      Tables tables;
      for (const auto place : side.places(id))
        std::ranges::copy(pointers(side.package(place).tables), std::back_inserter(tables));
      return tables;
    };
    if (!base_.places(id).empty() && !head_.places(id).empty())
      return differences(tables_of(base_), tables_of(head_), id);
    return {change(LockWord::version, id, base_.places(id).empty() ? "" : version(id),
                   head_.places(id).empty() ? "" : version(id), {})};
  }

  LockChanges differences(const Tables& before, const Tables& after, std::optional<PackageId> start) {
    const auto at_head = head_.reached(after, differing_, steps_);
    const bool other_tables = start ? !differing_[*start].empty() || other_archives_[*start]
                                    : !differing(base_.asked_by(before), head_.asked_by(after)).empty();
    const auto is_other = [&](PackageId id) { return base_.places(id).empty() || other_archives_[id]; };
    if (!other_tables && at_head.tables.empty() && std::ranges::none_of(at_head.packages, is_other)) return {};
    const auto at_base = base_.reached(before, differing_, steps_);
    auto changes = of_versions(at_base, at_head);
    for (const auto id : at_head.packages)
      if (at_base.from[id] != kNobody && other_archives_[id])
        changes.push_back(change(LockWord::archives, id, version(id), version(id), way(at_head, id)));
    if (!changes.empty()) return changes;  // what requires the packages that differ need not be told
    for (const auto& [id, key] : at_head.tables)
      changes.push_back(change(LockWord::requirements, id, version(id), version(id), way(at_head, id)));
    if (changes.empty() && start)
      changes.push_back(change(LockWord::requirements, *start, version(*start), version(*start), {}));
    if (changes.empty())
      for (const auto id : at_head.packages)
        if (at_head.from[id] == kStart)
          changes.push_back(change(LockWord::requirements, id, version(id), version(id), {}));
    const auto repeated = std::ranges::unique(changes);
    changes.erase(repeated.begin(), repeated.end());
    return changes;
  }

  // Packages that only one side reaches, told together by their names.
  LockChanges of_versions(const Closure& base, const Closure& head) {
    std::map<std::string_view, std::pair<std::vector<PackageId>, std::vector<PackageId>>> names;
    for (const auto id : base.packages)
      if (head.from[id] == kNobody) names[std::get<0>(keys_[id])].first.push_back(id);
    for (const auto id : head.packages)
      if (base.from[id] == kNobody) names[std::get<0>(keys_[id])].second.push_back(id);
    LockChanges changes;
    for (const auto& [name, ids] : names) {
      const auto& [before, after] = ids;
      const auto id = after.empty() ? before.front() : after.front();
      std::string one = versions(before, nullptr), other = versions(after, nullptr);
      for (const auto told : {&origin, &whole_origin}) {
        if (one != other) break;  // else from elsewhere
        one = versions(before, told);
        other = versions(after, told);
      }
      changes.push_back(change(LockWord::version, id, one, other, way(after.empty() ? base : head, id)));
    }
    return changes;
  }

  std::string version(PackageId id) const {
    const auto& [name, version, source] = keys_[id];
    return version.empty() ? origin(source) : std::string(version);
  }

  std::string versions(const std::vector<PackageId>& ids, std::string (*told)(std::string_view)) const {
    std::vector<std::string> all;
    for (const auto id : ids) {
      const auto& [name, version, source] = keys_[id];
      all.push_back(told == nullptr   ? this->version(id)
                    : version.empty() ? told(source)
                                      : fmt::format("{} ({})", version, told(source)));
    }
    return fmt::format("{}", fmt::join(all, ", "));
  }

  std::vector<std::string> way(const Closure& closure, PackageId id) const {
    std::vector<std::string> names;
    for (auto from = closure.from[id]; from != kStart; from = closure.from[from])
      names.emplace_back(std::get<0>(keys_[from]));
    std::ranges::reverse(names);
    return names;
  }

  LockedPackageChanged change(LockWord word, PackageId id, std::string before, std::string after,
                              std::vector<std::string> through) const {
    const auto& places = head_.places(id).empty() ? base_.places(id) : head_.places(id);
    const auto& side = head_.places(id).empty() ? base_ : head_;
    auto spot = side.package(places.front()).spot;
    spot.file = FileName(file_.str());  // a lock may be read under another name: equal ones are read once
    return {file_, std::string(std::get<0>(keys_[id])), word, std::move(before), std::move(after), std::move(through),
            spot};
  }

  RepoPath file_;
  ExtraWheels extra_wheels_;
  std::map<PackageKey, PackageId> ids_;
  std::vector<PackageKey> keys_;
  LockSide base_, head_;
  std::vector<bool> other_archives_;           // by package
  std::vector<std::set<TableKey>> differing_;  // tables that ask for something else, by package
  std::size_t steps_ = 0;
};

}  // namespace

std::optional<LockSlices> lock_slices(const RepoPath& file, const Lock& base, const Lock& head,
                                      const InstalledGroups& groups, ExtraWheels extra_wheels) {
  return LockComparison(file, base, head, extra_wheels).run(groups);
}

}  // namespace monoci
