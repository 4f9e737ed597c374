#include "affected/reason.hpp"

#include <fmt/format.h>

namespace monoci {

namespace {

struct Told {
  const char* code;
  std::string text;
};

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

std::string origin(const OutsideInput& input) {
  const auto place =
      input.from.line > 0 ? fmt::format("{}:{}", input.from.file.str(), input.from.line) : input.from.file.str();
  switch (input.kind) {
    case InputKind::link:
      return fmt::format("linked by {}", place);
    case InputKind::declared:
      return fmt::format("a declared input, {}", place);
    case InputKind::parent_path:
      return fmt::format("named by {}", place);
    case InputKind::source_file:
      return fmt::format("a source, {}", place);
  }
  return {};
}

struct Teller {
  Told operator()(const ProjectAdded&) const { return {"added", "the project is new"}; }
  Told operator()(const ProjectDeleted&) const { return {"deleted", "the project is gone"}; }
  Told operator()(const FileChanged& each) const {
    return {"file", fmt::format("{} {}", each.file.str(), to_text(each.word))};
  }
  Told operator()(const InputChanged& each) const {
    const char* code = each.input.kind == InputKind::link ? "link" : "input";
    return {code, fmt::format("{} changed ({})", each.file.str(), origin(each.input))};
  }
  Told operator()(const ContextChanged& each) const {
    return {"context", fmt::format("{} changed, which tools look for above the project", each.file.str())};
  }
  Told operator()(const GlobalChanged& each) const {
    return {"global", fmt::format("{} changed (inputs.global)", each.file.str())};
  }
  Told operator()(const LockChanged& each) const { return {"lock", fmt::format("{} changed", each.lock.str())}; }
  Told operator()(const TemplateChanged& each) const {
    return {"template", fmt::format("{} changed, the job template of its kind", each.file.str())};
  }
  Told operator()(const EdgeChanged& each) const {
    return {"edge", fmt::format("it {} {} ({}, {}:{})", each.added ? "now depends on" : "no longer depends on",
                                monoci::to_text(each.edge.to), monoci::to_text(each.edge.kind),
                                each.edge.spot.file.str(), each.edge.spot.line)};
  }
  Told operator()(const SettingChanged& each) const { return {"setting", fmt::format("its {} changed", each.what)}; }
  Told operator()(const OwnershipChanged& each) const {
    const auto* words = each.gained ? "the files of {} belong to it now" : "{} is a project of its own now";
    return {"ownership", fmt::format(fmt::runtime(words), each.directory.str())};
  }
  Told operator()(const UnownedChanged& each) const {
    return {"unowned", fmt::format("{} changed, which belongs to no project (unowned: all)", each.file.str())};
  }
  Told operator()(const EvidenceMissing& each) const { return {"evidence-missing", each.why}; }
};

}  // namespace

std::string to_text(const Reason& reason) { return std::visit(Teller{}, reason).text; }

const char* code(const Reason& reason) { return std::visit(Teller{}, reason).code; }

}  // namespace monoci
