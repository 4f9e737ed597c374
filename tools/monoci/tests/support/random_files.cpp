#include "support/random_files.hpp"

#include <fmt/format.h>
#include <rapidcheck.h>

#include "support/workspace_text.hpp"

namespace monoci {

namespace {

// Evenly spread from the first case on; rapidcheck would begin with small numbers.
int below(int n) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, n)); }

bool one_in(int n) { return below(n) == 0; }

std::string one_of(const Texts& texts) { return *rc::gen::elementOf(texts); }

std::string random_directory() { return one_of({"a", "b", "c", "a/in", "b/in", "d", "shared"}); }

std::string random_path() { return random_directory() + one_of({"/x.py", "/y.md", "/z", "/in/x.py"}); }

std::string random_requirement() { return one_of({"a", "b", "c", "d", "s"}) + one_of({"", "", "[x]", "[y]"}); }

Texts random_requirements() {
  return *rc::gen::container<Texts>(static_cast<std::size_t>(below(3)), rc::gen::exec(random_requirement));
}

std::string list(const Texts& texts) {
  std::string text;
  for (const auto& each : texts) text += fmt::format("\"{}\",", each);
  return "[" + text + "]";
}

std::string random_sources() {
  if (one_in(2)) return "";
  std::string text = "[tool.uv.sources]\n";
  for (const auto* name : {"b", "c", "s"}) {
    if (one_in(2)) {
      text += fmt::format(
          "{} = {}\n", name,
          one_of({"{ workspace = true }", "{ path = \"../d\" }", "{ path = \"../shared\" }", "{ path = \"../s/deep\" }",
                  "{ path = \"../gone\" }", "{ index = \"i\" }", "{ path = \"../lnk\" }", "{ workspace = \"../d\" }"}));
    }
  }
  return text;
}

std::string random_settings() {
  return one_of({"", "", "[tool.monoci]\ninputs = [\"shared/**\"]\n", "[tool.monoci]\nignore = [\"*.md\"]\n",
                 "[tool.monoci]\nkind = \"tool\"\ninputs = [\"./in/*.py\"]\n"});
}

std::string random_manifest(const std::string& name) {
  const auto readme = one_of({"", "", "readme = \"../y.md\"\n", "license-files = [\"../*/y.md\"]\n"});
  return package(
      name, random_requirements(),
      fmt::format("{}optional-dependencies = {{ x = {}, y = {} }}\n[dependency-groups]\ndev = {}\n"
                  "[build-system]\nrequires = {}\n{}{}",
                  readme, list(random_requirements()), list(random_requirements()), list(random_requirements()),
                  list(random_requirements()), random_sources(), random_settings()));
}

std::string random_root() {
  const auto members = one_of({"[\"*\"]", "[\"*\", \"*/in\"]", "[\"a\", \"b\"]", "[\"**\"]"});
  const auto exclude = one_of({"", "exclude = [\"b*\"]\n", "exclude = [\"c\"]\n"});
  return (one_in(3) ? package("r", random_requirements()) : "") +
         fmt::format("[tool.uv.workspace]\nmembers = {}\n{}{}", members, exclude, random_sources());
}

std::string random_config() {
  return "version: 1\n" + one_of({"", "discover: all\n", "unowned: all\n", "projects: { include: [\"*/in\"] }\n",
                                  "projects: { exclude: [a] }\n", "inputs: { ignore: [\"**/*.md\"] }\n",
                                  "inputs: { ignore: [\"*/in\"] }\n", "inputs: { global: [\"*.ini\"] }\n",
                                  "kinds: { tool: { jobs: t.yml }, lib: { paths: [\"a\", \"b\"], jobs: u.yml } }\n"});
}

std::string random_target() {
  return one_of({"../shared", "../shared/x.py", "../b", "..", "../a/in", "../lnk", "../lnk/x.py", "../gone", "/abs",
                 "../../out", "x.py", "../s/deep", "../../shared"});
}

void add_one(Files& files) {
  const auto directory = random_directory();
  switch (below(12)) {
    case 0:
    case 1:
    case 2:
      files[directory + "/pyproject.toml"] = random_manifest(directory.substr(0, directory.find('/')));
      return;
    case 3:
      files["pyproject.toml"] = random_root();
      return;
    case 4:
      files["monoci.yaml"] = random_config();
      return;
    case 5:
    case 6:
      files[directory + one_of({"/l", "/m"})] = link(random_target());
      return;
    case 7:
      files[one_of({"lnk", "shared/lnk"})] = link(one_of({"shared", "a", "d", "lnk"}));
      return;
    case 8:
      files[one_of({"s", "a/s"})] = submodule(one_of({"1", "2"}));
      return;
    case 9:
      files[one_of({"", "a/", "b/", "d/"}) + one_of({"ruff.toml", "uv.lock", "conftest.py"})] = one_of({"1", "2"});
      return;
    case 10:
      files[one_of({"x.ini", "t.yml", "u.yml", "y.md", "c/monoci.project.yaml"})] = one_of({"tags: [a]", "tags: [b]"});
      return;
    default:
      files[random_path()] = one_of({"1", "2"});
  }
}

// Nothing stands below what is no directory: of two paths that cannot both be, the shorter stays.
Files possible(const Files& files) {
  Files result;
  for (const auto& [path, content] : files) {
    auto above = at(path).parent();
    while (!above.is_root() && !files.contains(above.str())) above = above.parent();
    if (above.is_root()) result[path] = content;
  }
  return result;
}

}  // namespace

Files random_files() {
  Files files = {{"pyproject.toml", random_root()}};
  for (const auto* name : {"a", "b", "c"}) files[name + std::string("/pyproject.toml")] = random_manifest(name);
  for (int count = below(20); count > 0; --count) add_one(files);
  return possible(files);
}

Files edited(Files files) {
  for (int count = 1 + below(3); count > 0; --count) {
    if (one_in(3)) {
      files.erase(std::next(files.begin(), below(static_cast<int>(files.size()))));
      if (files.empty()) return files;
    } else {
      add_one(files);
    }
  }
  return possible(files);
}

}  // namespace monoci
