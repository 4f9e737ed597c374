#include "definition/changed_world.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidcheck.h>

#include <set>
#include <vector>

namespace monoci {

namespace {

using Texts = std::vector<std::string>;

int any_below(int n) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, n)); }
bool happens(int one_of) { return any_below(one_of) == 0; }
std::string any_of(const Texts& texts) {
  return texts[static_cast<std::size_t>(any_below(static_cast<int>(texts.size())))];
}

void flip(std::set<std::string>& set, const std::string& word) {
  if (!set.erase(word)) set.insert(word);
}

// What an entry or a project requires: "p1", "p1[fast]", "b", "b[x]".
using Asked = std::set<std::string>;

struct Archive {
  int version = 1, hash = 0;
  bool forked = false;  // there is another version of it, for other machines
  std::string git;      // what led to the commit that is its version; empty: it is from the index
  Asked requires_, of_extra;
};

struct Library {
  Asked requires_, of_extra, of_group;
  bool is_src = false;  // its code is in `src`, and a back end says so
  std::string readme;   // named by its manifest
};

const Texts kMembers = {"a", "b", "apps/c", "apps/d"}, kArchives = {"p1", "p2", "p3", "p4"};

std::string name_of(const std::string& directory) { return directory.substr(directory.rfind('/') + 1); }
bool is_member_name(const std::string& name) { return name.size() == 1; }

struct World {
  std::map<std::string, Library> members;
  std::map<std::string, Archive> archives;
  std::set<std::string> root_tables, tables_of_apps;  // lines of a manifest
  Asked dev, docs;                                    // groups of the root
  int revision = 1;
  bool docs_are_default = false, has_lock = true, is_broken = false;
  std::string ruff, ignore, global, tools, secret = "auto", lint = "ruff", test = "pytest", build = "uv build",
                                           scan = "scan";
  Files others;

  Files files() const;
  std::string lock() const;

 private:
  std::string entry(const std::string& asked) const;
  std::string list(const std::string& key, const Asked& asked) const;
  std::string manifest(const std::string& directory, const Library& member) const;
  std::string root() const;
  std::string templates() const;
};

std::string source_of(const std::string& name, const Archive& archive, const std::string& version) {
  return archive.git.empty() ? "{ registry = \"https://i/simple\" }"
                             : fmt::format("{{ git = \"https://g/{}?{}#{}\" }}", name, archive.git, version);
}

std::pair<std::string, std::string> parted(const std::string& asked) {
  const auto bracket = asked.find('[');
  if (bracket == std::string::npos) return {asked, ""};
  return {asked.substr(0, bracket), asked.substr(bracket + 1, asked.size() - bracket - 2)};
}

// Both versions of what is forked, each with its marker, as uv writes them.
std::string World::entry(const std::string& asked) const {
  const auto [name, extra] = parted(asked);
  const auto with_extra = extra.empty() ? "" : fmt::format(", extra = [\"{}\"]", extra);
  const auto archive = archives.find(name);
  if (archive == archives.end() || !archive->second.forked)
    return fmt::format("    {{ name = \"{}\"{} }},\n", name, with_extra);
  std::string text;
  const auto latest = fmt::format("{}.0", archive->second.version);
  for (const auto& version : {std::string("0.5"), latest})
    text += fmt::format(
        "    {{ name = \"{}\", version = \"{}\", source = {}{}, marker = \"python_full_version {} '3.13'\" }},\n", name,
        version, source_of(name, archive->second, version), with_extra, version == latest ? ">=" : "<");
  return text;
}

std::string World::list(const std::string& key, const Asked& asked) const {
  if (asked.empty()) return "";
  std::string text = key + " = [\n";
  for (const auto& each : asked) text += entry(each);
  return text + "]\n";
}

std::string World::lock() const {
  std::map<std::string, std::string> packages;
  for (const auto& [name, archive] : archives) {
    const auto text = [&](const std::string& version, int hash) {
      return fmt::format(
          "[[package]]\nname = \"{}\"\nversion = \"{}\"\nsource = {}\n{}sdist = {{ url = "
          "\"https://f/{}-{}.tar.gz\", hash = \"sha256:{}\", size = {} }}\n{}",
          name, version, source_of(name, archive, version), list("dependencies", archive.requires_), name, version,
          hash, revision,
          archive.of_extra.empty() ? "" : "\n[package.optional-dependencies]\n" + list("fast", archive.of_extra));
    };
    if (archive.forked) packages[name + " 0"] = text("0.5", 9);
    packages[name + " 1"] = text(fmt::format("{}.0", archive.version), archive.hash);
  }
  for (const auto& [directory, member] : members) {
    auto text = fmt::format("[[package]]\nname = \"{}\"\nversion = \"1\"\nsource = {{ editable = \"{}\" }}\n{}",
                            name_of(directory), directory, list("dependencies", member.requires_));
    if (!member.of_extra.empty()) text += "\n[package.optional-dependencies]\n" + list("x", member.of_extra);
    if (!member.of_group.empty()) text += "\n[package.dev-dependencies]\n" + list("dev", member.of_group);
    packages[name_of(directory)] = text;
  }
  auto text =
      fmt::format("version = 1\nrevision = {}\nrequires-python = \">=3.12\"\n\n[manifest]\nmembers = [\n", revision);
  for (const auto& [directory, member] : members) text += fmt::format("    \"{}\",\n", name_of(directory));
  text += "]\n";
  if (!dev.empty() || !docs.empty()) text += "\n[manifest.dependency-groups]\n";
  const auto group = [](const char* name, const Asked& asked) {
    Texts items;
    for (const auto& each : asked) items.push_back(fmt::format("{{ name = \"{}\" }}", each));
    return asked.empty() ? "" : fmt::format("{} = [{}]\n", name, fmt::join(items, ", "));
  };
  text += group("dev", dev) + group("docs", docs);
  for (const auto& [key, package] : packages) text += "\n" + package;
  return (is_broken ? "<<<<<<< HEAD\n" : "") + text;
}

std::string quoted(const Asked& asked) {
  Texts items;
  for (const auto& each : asked) items.push_back('"' + each + '"');
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string World::manifest(const std::string& directory, const Library& member) const {
  auto text = fmt::format("[project]\nname = \"{}\"\nversion = \"1\"\ndependencies = {}\n", name_of(directory),
                          quoted(member.requires_));
  if (!member.readme.empty()) text += fmt::format("readme = \"{}\"\n", member.readme);
  text += fmt::format("optional-dependencies = {{ x = {} }}\n[dependency-groups]\ndev = {}\n", quoted(member.of_extra),
                      quoted(member.of_group));
  if (member.is_src) text += "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n";
  text += "[tool.uv.sources]\n";
  for (const auto& each : kMembers)
    if (each != directory && members.contains(each)) text += name_of(each) + " = { workspace = true }\n";
  return text;
}

std::string World::root() const {
  std::set<std::string> directories;
  for (const auto& [directory, member] : members) directories.insert(directory);
  auto text = fmt::format("[tool.uv.workspace]\nmembers = {}\n[dependency-groups]\ndev = {}\ndocs = {}\n",
                          quoted(directories), quoted(dev), quoted(docs));
  if (docs_are_default) text += "[tool.uv]\ndefault-groups = [\"docs\"]\n";
  text += ruff;
  for (const auto& line : root_tables) text += line + "\n";
  return text;
}

std::string World::templates() const {
  return fmt::format(
      "lint: {{ stage: test, needs: [], script: [{}], monoci: {{ inputs: own }} }}\n"
      "test: {{ stage: test, needs: [lint, ^test], script: [{}] }}\n"
      "build: {{ stage: test, needs: [], script: [{}], artifacts: {{ paths: [dist] }} }}\n"
      "pack: {{ stage: test, needs: [build, {{ job: ^build, artifacts: true }}], script: [pack] }}\n"
      "scan: {{ stage: test, needs: [], script: [{}], monoci: {{ inputs: [\"**/*.sql\"] }} }}\n",
      lint, test, build, scan);
}

Files World::files() const {
  auto files = others;
  files["pyproject.toml"] = root();
  files["ci.yml"] = templates();
  files["ci/lint.sh"].text += "ruff\n";
  std::string config = "version: 1\nkinds: { lib: { paths: [\"**\"], jobs: ci.yml } }\ninputs:\n";
  config += fmt::format("  private: {}\n", secret);
  if (!ignore.empty()) config += fmt::format("  ignore: [\"{}\"]\n", ignore);
  if (!global.empty()) config += fmt::format("  global: [\"{}\"]\n", global);
  if (!tools.empty()) config += fmt::format("  tools: {{ {} }}\n", tools);
  files["monoci.yaml"] = config;
  if (has_lock) files["uv.lock"] = lock();
  if (!tables_of_apps.empty()) files["apps/pyproject.toml"] = fmt::format("{}\n", fmt::join(tables_of_apps, "\n"));
  for (const auto& [directory, member] : members) {
    files[directory + "/pyproject.toml"] = manifest(directory, member);
    const auto code = directory + (member.is_src ? "/src/" : "/") + name_of(directory);
    if (!files.contains(code + "/__init__.py")) files[code + "/__init__.py"] = "";
  }
  return files;
}

std::string any_member(const World& world) {
  auto each = world.members.begin();
  std::advance(each, any_below(static_cast<int>(world.members.size())));
  return each->first;
}

// A requirement of an archive, on a later one: indexes have no circles here, members may.
void ask_for_archive(Asked& asked) {
  const auto name = any_of(kArchives);
  flip(asked, happens(3) ? name + "[fast]" : name);
}

void ask(const World& world, const std::string& who, Asked& asked) {
  if (!happens(3)) return ask_for_archive(asked);
  const auto other = any_member(world);
  if (other != who) flip(asked, happens(3) ? name_of(other) + "[x]" : name_of(other));
}

void edit_member(World& world) {
  const auto directory = any_member(world);
  auto& member = world.members[directory];
  switch (any_below(6)) {
    case 0:
    case 1:
      return ask(world, directory, member.requires_);
    case 2:
      return ask(world, directory, member.of_extra);
    case 3:
      return ask(world, directory, member.of_group);
    case 4:
      member.is_src = !member.is_src;
      return;
    default:
      member.readme = member.readme.empty() ? "README.md" : "";
  }
}

void edit_lock(World& world) {
  const auto name = any_of(kArchives);
  auto& archive = world.archives[name];
  const auto require_another = [&](Asked& asked) {
    const auto other = any_of(kArchives);
    if (other > name) flip(asked, happens(3) ? other + "[fast]" : other);
  };
  switch (any_below(10)) {
    case 0:
    case 1:
      ++archive.version;
      return;
    case 2:
      ++archive.hash;
      return;
    case 3:
    case 4:
      return require_another(archive.requires_);
    case 5:
      return require_another(archive.of_extra);
    case 6:
      archive.forked = !archive.forked;
      return;
    case 7:
      if (happens(3)) world.has_lock = !world.has_lock;
      if (happens(3)) world.is_broken = !world.is_broken;
      return;
    case 8:
      archive.git = any_of({"", "branch=main", "tag=v1"});
      return;
    default:
      ++world.revision;
  }
}

void edit_tables(World& world) {
  switch (any_below(7)) {
    case 0:
      world.ruff = any_of({"", "[tool.ruff]\nfix = true\n", "[tool.ruff]\nfix =  true # as before\n"});
      return;
    case 1:
    case 2:
      return flip(world.root_tables, any_of({"# a comment", "[tool.pytest]", "[tool.x]", "[other]"}));
    case 3:
      return flip(world.tables_of_apps,
                  any_of({"# a comment", "[tool.ruff.lint]\nselect = []", "[tool.y]\nz = 1", "[tool.pytest]"}));
    case 4:
      return flip(world.dev, any_of(kArchives));
    case 5:
      return flip(world.docs, any_of(kArchives));
    default:
      world.docs_are_default = !world.docs_are_default;
  }
}

void edit_settings(World& world) {
  switch (any_below(9)) {
    case 0:
      world.ignore = any_of({"", "**/*.md", "nothing", "a"});
      return;
    case 1:
      world.global = any_of({"", "x.ini", "ruff.toml", "*.none", "ci/*"});
      return;
    case 2:
      world.tools = any_of({"", "ruff: [lint]", "ruff: [lint, scan], pytest: [test]"});
      return;
    case 3:
      world.secret = any_of({"auto", "none", "[\"**/notes\"]"});
      return;
    case 4:
      world.lint = any_of({"ruff", "sh ci/lint.sh"});
      return;
    case 5:
      world.test = any_of({"pytest", "pytest -x"});
      return;
    case 6:
      world.build = any_of({"uv build", "uv build --wheel"});
      return;
    case 7:
      world.scan = any_of({"scan", "scan -v"});
      return;
    default:
      world.others["ci/lint.sh"] = any_of({"", "# more\n"});
  }
}

void edit_file(World& world) {
  const auto directory = any_member(world);
  const auto name = name_of(directory);
  const auto path = any_of({directory + "/tests/test_x.py", directory + "/tests/test_x.py", directory + "/README.md",
                            directory + "/docs/y.md", directory + "/notes", directory + "/src/" + name + "/core.py",
                            directory + "/" + name + "/core.py", directory + "/q.sql", "ruff.toml", "conftest.py",
                            "x.ini", "apps/ruff.toml", "nobody/x.py"});
  if (happens(4))
    world.others.erase(path);
  else
    world.others[path] = any_of({"1", "2"});
  if (!happens(8)) return;
  const auto at = directory + "/l";
  if (!world.others.erase(at))
    world.others[at] = link(std::string(directory.contains('/') ? "../../" : "../") +
                            any_of({"a/tests", "b/tests/test_x.py", "a", "x.ini", "apps/c/README.md"}));
}

void edit(World& world) {
  switch (any_below(12)) {
    case 0:
    case 1:
      return edit_member(world);
    case 2:
    case 3:
    case 4:
      return edit_lock(world);
    case 5:
    case 6:
      return edit_tables(world);
    case 7:
    case 8:
      return edit_settings(world);
    case 9:
      if (!happens(6)) return edit_file(world);
      if (world.members.size() > 1 && happens(2))
        world.members.erase(any_member(world));
      else
        world.members.try_emplace(any_of(kMembers));
      return;
    default:
      return edit_file(world);
  }
}

// Nobody asks for a project that is no member.
void forget_lost(World& world) {
  const auto forget = [&](Asked& asked) {
    std::erase_if(asked, [&](const std::string& each) {
      const auto name = parted(each).first;
      if (!is_member_name(name)) return false;
      return std::ranges::none_of(world.members, [&](const auto& member) { return name_of(member.first) == name; });
    });
  };
  for (auto& [directory, member] : world.members)
    for (auto* asked : {&member.requires_, &member.of_extra, &member.of_group}) forget(*asked);
}

}  // namespace

WorldChange random_world_change() {
  World world;
  for (const auto& name : kArchives) world.archives[name];
  for (const auto& directory : kMembers) world.members[directory];
  for (int count = any_below(25); count > 0; --count) edit(world);
  forget_lost(world);
  auto after = world;
  for (int count = 1 + any_below(3); count > 0; --count) edit(after);
  forget_lost(after);
  return {world.files(), after.files()};
}

}  // namespace monoci
