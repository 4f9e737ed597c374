#include "affected/cause.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tuple>

#include "ecosystem/ecosystem.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci {

namespace {

const char* to_text(ChangeWord word) {
  switch (word) {
    case ChangeWord::added:
      return "added";
    case ChangeWord::changed:
      return "changed";
    case ChangeWord::deleted:
      return "deleted";
  }
  return "";
}

std::string place(const Spot& spot) {
  return spot.line > 0 ? fmt::format("{}:{}", spot.file.str(), spot.line) : spot.file.str();
}

std::string what_differs(const LockedPackageChanged& each) {
  switch (each.word) {
    case LockWord::version:
      if (each.before.empty()) return each.after + " is new";
      return each.after.empty() ? each.before + " is gone" : fmt::format("{} → {}", each.before, each.after);
    case LockWord::archives:
      return each.after + " has other archives";
    case LockWord::requirements:
      return "requires other packages";
  }
  return "";
}

struct CauseTeller {
  std::string operator()(const ProjectAdded&) const { return "the project is new"; }
  std::string operator()(const ProjectDeleted&) const { return "the project is gone"; }
  std::string operator()(const ProjectLeft& each) const {
    return "it is still there, and no project any more: " + each.why;
  }
  std::string operator()(const FileChanged& each) const {
    return fmt::format("{} {}", each.file.str(), to_text(each.word));
  }
  std::string operator()(const EdgeChanged& each) const {
    return fmt::format("it {} {} ({}, {}:{})", each.added ? "now depends on" : "no longer depends on",
                       monoci::to_text(each.edge.to), monoci::to_text(each.edge.kind), each.edge.spot.file.str(),
                       each.edge.spot.line);
  }
  std::string operator()(const SettingChanged& each) const { return fmt::format("its {} changed", each.what); }
  std::string operator()(const OwnershipChanged& each) const {
    return each.gained ? fmt::format("the files of {} belong to it now", each.directory.str())
                       : fmt::format("{} is a project of its own now", each.directory.str());
  }
  std::string operator()(const EvidenceMissing& each) const { return each.why; }
  std::string operator()(const Requested& each) const { return each.why; }
  std::string operator()(const LockedPackageChanged& each) const {
    const auto way = each.through.empty() ? "" : fmt::format(", through {}", fmt::join(each.through, " → "));
    return fmt::format("{} {}{} ({})", each.package, what_differs(each), way, place(each.spot));
  }
  std::string operator()(const TableChanged& each) const {
    return fmt::format("`{}` changed ({})", each.table, place(each.spot));
  }
};

// How the ways in which a path outside the project is named are told: as one kind, ordered by the files.
ReasonKind family(ReasonKind kind) {
  const bool is_named =
      kind == ReasonKind::declared || kind == ReasonKind::parent_path || kind == ReasonKind::source_file;
  return is_named ? ReasonKind::link : kind;
}

// What follows "libs/x.py changed".
std::string remark(const Reason& reason) {
  switch (reason.kind) {
    case ReasonKind::link:
      return fmt::format(" (linked by {})", place(reason.from));
    case ReasonKind::declared:
      return fmt::format(" (a declared input, {})", place(reason.from));
    case ReasonKind::parent_path:
      return fmt::format(" (named by {})", place(reason.from));
    case ReasonKind::source_file:
      return fmt::format(" (a source, {})", place(reason.from));
    case ReasonKind::context:
    case ReasonKind::tool:
      return reason.from.file.empty() ? ", which tools look for above the project"
                                      : fmt::format(" (named by {})", place(reason.from));
    case ReasonKind::global:
      return " (inputs.global)";
    case ReasonKind::job_template:
      return reason.from.file.empty() ? ", the job template of its kind"
                                      : fmt::format(" (named by {})", place(reason.from));
    case ReasonKind::unowned:
      return ", which belongs to no project (unowned: all)";
    default:
      return "";
  }
}

}  // namespace

bool operator<(const Reason& one, const Reason& other) {
  const auto key = [](const Reason& each) { return std::tie(each.cause, each.kind, each.from); };
  const auto left = family(one.kind), right = family(other.kind);
  return left != right ? left < right : key(one) < key(other);
}

ReasonKind kind_of(const Cause& cause) {
  struct Kind {
    ReasonKind operator()(const ProjectAdded&) const { return ReasonKind::added; }
    ReasonKind operator()(const ProjectDeleted&) const { return ReasonKind::deleted; }
    ReasonKind operator()(const ProjectLeft&) const { return ReasonKind::left; }
    ReasonKind operator()(const FileChanged&) const { return ReasonKind::file; }
    ReasonKind operator()(const EdgeChanged&) const { return ReasonKind::edge; }
    ReasonKind operator()(const SettingChanged& each) const {
      return each.what == kListOfTemplates ? ReasonKind::job_template : ReasonKind::setting;
    }
    ReasonKind operator()(const OwnershipChanged&) const { return ReasonKind::ownership; }
    ReasonKind operator()(const EvidenceMissing&) const { return ReasonKind::evidence_missing; }
    ReasonKind operator()(const Requested&) const { return ReasonKind::requested; }
    ReasonKind operator()(const LockedPackageChanged&) const { return ReasonKind::lock; }
    ReasonKind operator()(const TableChanged&) const { return ReasonKind::context; }
  };
  return std::visit(Kind{}, cause);
}

std::string_view tool_of(const Cause& cause) {
  if (const auto* table = std::get_if<TableChanged>(&cause)) return table->tool;
  if (const auto* file = std::get_if<FileChanged>(&cause)) return tool_of_context_file(file->file.name());
  return {};
}

std::string to_text(const Cause& cause) { return std::visit(CauseTeller{}, cause); }

std::string to_text(const Reason& reason) {
  if (std::holds_alternative<TableChanged>(reason.cause)) return to_text(reason.cause) + remark(reason);
  const auto* file = std::get_if<FileChanged>(&reason.cause);
  if (file == nullptr || reason.kind == ReasonKind::file) return to_text(reason.cause);
  if (reason.kind == ReasonKind::private_file) return to_text(reason.cause) + ", which its dependents cannot see";
  return file->file.str() + " changed" + remark(reason);
}

const char* code(ReasonKind kind) {
  switch (kind) {
    case ReasonKind::added:
      return "added";
    case ReasonKind::deleted:
      return "deleted";
    case ReasonKind::left:
      return "left";
    case ReasonKind::file:
      return "file";
    case ReasonKind::private_file:
      return "private";
    case ReasonKind::link:
      return "link";
    case ReasonKind::declared:
    case ReasonKind::parent_path:
    case ReasonKind::source_file:
      return "input";
    case ReasonKind::context:
      return "context";
    case ReasonKind::tool:
      return "tool";
    case ReasonKind::global:
      return "global";
    case ReasonKind::lock:
      return "lock";
    case ReasonKind::job_template:
      return "template";
    case ReasonKind::edge:
      return "edge";
    case ReasonKind::setting:
      return "setting";
    case ReasonKind::ownership:
      return "ownership";
    case ReasonKind::unowned:
      return "unowned";
    case ReasonKind::evidence_missing:
      return "evidence-missing";
    case ReasonKind::requested:
      return "requested";
  }
  return "";
}

}  // namespace monoci
