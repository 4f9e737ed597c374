#include "property/uv_metadata_workspaces.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidcheck.h>

#include "support/workspace_text.hpp"

namespace monoci {

namespace {

bool once_in(int n) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, n)) == 0; }

std::string one_of(const Texts& texts) { return *rc::gen::elementOf(texts); }

// A name in one of the spellings that mean the same.
std::string spelled(const std::string& name) {
  auto text = name;
  if (const auto dash = text.find('-'); dash != std::string::npos) text.replace(dash, 1, one_of({"-", "_", ".", "_-"}));
  if (once_in(3)) text[0] = static_cast<char>(std::toupper(text[0]));
  return text;
}

const Texts kNames = {"io-core", "api", "etl", "web-app", "tools"};

std::string requirement() {
  return spelled(one_of(kNames)) + one_of({"", "", "[x]", "[x,Y_z]", "[all]"}) +
         one_of({"", "", ">=0", " ; os_name == 'nt'"});
}

std::string list(const std::string& own_extra = {}) {
  Texts texts;
  while (!once_in(2)) texts.push_back('"' + requirement() + '"');
  if (!own_extra.empty() && once_in(2)) texts.push_back(own_extra);
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

std::string groups(const std::string& name) {
  const auto own = fmt::format("\"{}[x]\"", spelled(name));
  auto text = fmt::format("[dependency-groups]\ndev = {}\n", list(one_of({own, "{include-group = \"Lint\"}"})));
  text += fmt::format("lint = {}\nTest_all = {}\n", list(), list("{include-group = \"dev\"}"));
  return text;
}

std::string sources() {
  std::string text = "[tool.uv.sources]\n";
  for (const auto& name : kNames) text += fmt::format("\"{}\" = {{ workspace = true }}\n", spelled(name));
  return text;
}

std::string manifest(const std::string& name) {
  auto text = fmt::format("[project]\nname = \"{}\"\nversion = \"1\"\nrequires-python = \">=3.8\"\ndependencies = {}\n",
                          spelled(name), list());
  text += fmt::format("[project.optional-dependencies]\nX = {}\ny-z = {}\nall = {}\n", list(), list(),
                      list(fmt::format("\"{}[x,y_z]\"", spelled(name))));
  text += groups(name);
  if (once_in(2)) text += "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n";
  return text;
}

// Two packages outside the workspace; one requires the other.
void add_outside(Files& files) {
  const auto head = [](const char* name) {
    return fmt::format("[project]\nname = \"{}\"\nversion = \"1\"\nrequires-python = \">=3.8\"\n", name);
  };
  files["out-one/pyproject.toml"] =
      head("outside") + "dependencies = [\"further\"]\n[tool.uv.sources]\nfurther = { path = \"../out-two\" }\n";
  files["out-two/pyproject.toml"] = head("further");
}

// Makes the member require it, by a source of its own or one of the root.
void require_outside(const RepoPath& root, std::string& member, std::string& root_manifest) {
  constexpr std::string_view list_begin = "dependencies = [";
  member.insert(member.find(list_begin) + list_begin.size(), "\"outside\", ");
  const std::string up = root.is_root() ? "" : "../";
  if (once_in(2))
    member += fmt::format("[tool.uv.sources]\noutside = {{ path = \"../../{}out-one\" }}\n", up);
  else
    root_manifest += fmt::format("outside = {{ path = \"{}out-one\" }}\n", up);
}

std::string root_manifest() {
  const auto members = one_of({"[\"libs/*\", \"apps/*\", \"libs/nest/*\"]", "[\"./libs/**\", \"apps/[a-z]*/\"]",
                               "[\"*/*\", \"libs/nest/deep\"]"});
  auto text = fmt::format("[tool.uv.workspace]\nmembers = {}\nexclude = [\"*/no*\"]\n{}", members, sources());
  if (once_in(2)) return text;
  return fmt::format(
      "[project]\nname = \"the-root\"\nversion = \"1\"\nrequires-python = \">=3.8\"\ndependencies = {}\n{}", list(),
      text);
}

}  // namespace

UvWorkspace random_uv_workspace() {
  UvWorkspace made{once_in(3) ? at("python") : RepoPath(), {}};
  const auto prefix = made.root.below_prefix();
  // One directory for each name, so that nothing but its manifest decides what a member is called.
  const Texts directories = {"libs/b", "libs/a", "apps/a", "libs/nest", "libs/nest/deep"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    made.files[prefix + directories[i] + "/pyproject.toml"] = manifest(kNames[i]);
  }
  if (once_in(2)) {  // a member behind a link
    made.files["real-a/pyproject.toml"] = made.files.at(prefix + "apps/a/pyproject.toml");
    made.files.erase(prefix + "apps/a/pyproject.toml");
    made.files[prefix + "apps/a"] = link(made.root.is_root() ? "../real-a" : "../../real-a");
  }
  made.files[prefix + "libs/not-one/pyproject.toml"] = manifest("api");
  made.files[prefix + "libs/.hidden/x"] = "";
  made.files[prefix + "libs/README.md"] = "";
  auto& root_text = made.files[prefix + "pyproject.toml"].text = root_manifest();
  if (once_in(2)) {
    add_outside(made.files);
    require_outside(made.root, made.files[prefix + "libs/b/pyproject.toml"].text, root_text);
  }
  return made;
}

}  // namespace monoci
