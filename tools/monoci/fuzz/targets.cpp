#include "targets.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/glob.hpp"
#include "config/config.hpp"
#include "document/document.hpp"
#include "document/rewrite.hpp"
#include "document/toml_document.hpp"
#include "document/toml_edit.hpp"
#include "document/yaml_text.hpp"
#include "ecosystem/dbt/dbt_manifest.hpp"
#include "ecosystem/ecosystem.hpp"
#include "ecosystem/named_paths.hpp"
#include "ecosystem/uv/python_code.hpp"
#include "ecosystem/uv/uv.hpp"
#include "ecosystem/uv/uv_lock_layout.hpp"
#include "git/status_records.hpp"
#include "gitlab/gitlab_green_pipelines.hpp"
#include "gitlab/gitlab_rules.hpp"
#include "gitlab/rules/gitlab_text.hpp"
#include "gitlab/template/templates.hpp"
#include "gitview/commit_graph.hpp"
#include "gitview/tree.hpp"
#include "plan/job_template.hpp"
#include "scaffold/cmake_lists.hpp"
#include "scaffold/code_owners.hpp"
#include "tree/memory_tree.hpp"
#include "workspace/links.hpp"
#include "workspace/script_paths.hpp"

namespace monoci::fuzzing {

namespace {

namespace fs = std::filesystem;

void promise(bool kept, const char* what) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

// The first line of an input, and the rest: for readers that take two texts.
struct Halves {
  std::string first, second;
};

Halves halves(const std::string& input) {
  const auto line = std::min(input.find('\n'), input.size());
  return {input.substr(0, line), line < input.size() ? input.substr(line + 1) : ""};
}

void fuzz_yaml(const std::string& input) {
  Diagnostics problems;
  const auto value = read_yaml({"f.yml", input}, problems);
  promise(value.has_value() != problems.has_errors(), "a text is read or refused, and a refusal has a reason");
  for (const auto& each : problems.sorted()) to_text(each);
  if (!value) return;
  const auto same = [](const YamlText& text) { return std::optional(text.text); };
  if (const auto again = rewrite_yaml({"f.yml", input}, same))
    promise(*again == input, "nothing to do changes nothing");
  Diagnostics own;
  promise(read_yaml({"out.yml", yaml_text(*value)}, own).has_value(), "what is written can be read");
}

void fuzz_toml(const std::string& input) {
  const SourceText source{"f.toml", input};
  Diagnostics problems;
  const auto value = read_toml(source, problems);
  promise(value.has_value() != problems.has_errors(), "a text is read or refused, and a refusal has a reason");
  for (const auto& each : problems.sorted()) to_text(each);
  if (!value) return;
  const auto same = [](const TomlText& text) { return std::optional(text.text); };
  if (const auto again = rewrite_toml(source, same)) promise(*again == input, "nothing to do changes nothing");
  if (const auto once = add_to_toml_list(source, {"tool", "uv", "workspace", "members"}, "new")) {
    const auto twice = add_to_toml_list({"f.toml", *once}, {"tool", "uv", "workspace", "members"}, "new");
    promise(twice && *twice == *once, "an edit made twice changes nothing the second time");
  }
}

void fuzz_pyproject(const std::string& input) {
  Diagnostics problems;
  read_pyproject({"a/pyproject.toml", input}, problems);
  for (const auto& each : problems.sorted()) to_text(each);
}

// The first line is dbt_project.yml as far as a semicolon divides lines, the rest packages.yml.
void fuzz_dbt(const std::string& input) {
  auto [project, packages] = halves(input);
  std::ranges::replace(project, ';', '\n');
  Diagnostics problems;
  const auto manifest = read_dbt_project({{"a/dbt_project.yml", project}, {"a/packages.yml", packages}}, problems);
  promise(manifest.has_value(), "a text that is no YAML still makes a project");
  for (const auto& each : problems.sorted()) to_text(each);
}

void fuzz_python(const std::string& input) {
  const auto [package, text] = halves(input);
  python_imports(text, package);
  python_imports(notebook_code(text), package);
  for (const auto& string : python_strings(text))
    promise(!string.text.contains(' '), "what may be a path has no blanks");
}

void fuzz_uv_lock(const std::string& input) {
  const auto lock = read_uv_lock_toml({"uv.lock", input});
  if (!lock) to_text(lock.error());
  const auto by_layout = read_uv_lock_layout({"uv.lock", input});
  promise(!by_layout || (lock && lock->packages.size() == by_layout->packages.size()),
          "a lock in the layout of uv says what its TOML says");
}

void fuzz_config(const std::string& input) {
  Diagnostics problems;
  const auto config = read_config({"monoci.yaml", input}, problems);
  promise(config.has_value() != problems.has_errors(), "a configuration is read or refused, with a reason");
}

void fuzz_template(const std::string& input) {
  Diagnostics problems;
  read_job_template({"jobs.yml", input}, {}, problems);
  Diagnostics unheeded;
  if (const auto document = read_yaml({"jobs.yml", input}, unheeded))
    for (const auto& path : script_paths(*document))
      promise(!path.text.empty() && path.text.size() <= 4096, "a path of a script has an end");
  for (const auto& each : problems.sorted()) to_text(each);
}

// Every reader of files that name paths takes every text.
void fuzz_naming(const std::string& input) {
  const auto read = [&](ReadNamedPaths reader) {
    if (reader == nullptr) return;
    for (const auto& path : reader({"f", input})) promise(path.spot.line > 0, "a path that is named has a place");
  };
  for (const auto& row : naming_files()) read(row.read);
  for (const auto& ecosystem : ecosystems())
    for (const auto& tool : ecosystem.context_files) read(tool.read);
}

// A pattern in the first line, paths in the others.
void fuzz_glob(const std::string& input) {
  auto [pattern, paths] = halves(input);
  const auto glob = Glob::parse(pattern);
  if (!glob) return;
  while (!paths.empty()) {
    const auto [line, rest] = halves(paths);
    paths = rest;
    const auto path = RepoPath::parse(line);
    if (path && glob->matches(*path)) promise(glob->matches_at_or_above(*path), "what matches is matched at or above");
  }
}

void fuzz_status(const std::string& input) {
  if (const auto records = parse_status(input); !records) to_text(records.error());
}

void fuzz_code_owners(const std::string& input) {
  const auto directory = RepoPath::parse("libs/new").value(), other = RepoPath::parse("libs/a").value();
  const auto owners = owners_of(input, other);
  const auto once = with_owned_directory(input, directory, owners);
  promise(with_owned_directory(once, directory, owners) == once, "an edit made twice changes nothing the second time");
  const auto moved = with_moved_directory(input, other, directory);
  promise(with_moved_directory(moved, other, directory) == moved, "a move made twice changes nothing the second time");
}

void fuzz_cmake(const std::string& input) {
  const auto directory = RepoPath::parse("libs/new").value(), other = RepoPath::parse("libs/a").value();
  if (const auto once = with_subdirectory(input, directory))
    promise(with_subdirectory(*once, directory) == once, "an edit made twice changes nothing the second time");
  const auto moved = with_moved_subdirectory(input, other, directory);
  promise(with_moved_subdirectory(moved, other, directory) == moved,
          "a move made twice changes nothing the second time");
}

// Lines of a tree: `path target` is a link, `path` alone a file.
void fuzz_links(const std::string& input) {
  MemoryTree tree({});
  std::vector<RepoPath> links;
  for (auto rest = input; !rest.empty() && links.size() < 200;) {
    const auto [line, more] = halves(rest);
    rest = more;
    const auto blank = line.find(' ');
    const auto path = RepoPath::parse(line.substr(0, blank));
    if (!path || path->is_root() || tree.type(*path)) continue;
    bool below_a_file = false;
    for (auto above = path->parent(); !above.is_root(); above = above.parent()) {
      const auto type = tree.type(above);
      below_a_file = below_a_file || (type && *type != EntryType::directory);
    }
    if (below_a_file) continue;
    if (blank == std::string::npos) {
      tree.add_file(*path, "");
    } else {
      tree.add_link(*path, line.substr(blank + 1));
      links.push_back(*path);
    }
  }
  const Links reader(tree);
  for (const auto& link : links) {
    const auto& resolved = reader.resolve(link);
    promise(resolved.type != EntryType::link, "what a link resolves to is no link");
    reader.leads_to(link);
  }
}

void fuzz_gitlab(const std::string& input) {
  Diagnostics problems;
  if (auto file = read_gitlab_file({".gitlab-ci.yml", input}, problems)) {
    const std::vector files{std::move(*file)};
    check_gitlab_pipeline(files, {}, problems);
  }
  for (const auto& each : problems.sorted()) to_text(each);
}

// An earlier report, as GitLab hands it out.
class OneAnswer : public HttpClient {
 public:
  explicit OneAnswer(const std::string& body) : body_(body) {}
  Result<HttpAnswer> send(const HttpRequest&) override { return HttpAnswer{200, {}, body_}; }

 private:
  const std::string& body_;
};

void fuzz_report(const std::string& input) {
  OneAnswer http(input);
  Environment environment{{"CI_API_V4_URL", "https://gitlab.example.com/api/v4"},
                          {"CI_PROJECT_ID", "7"},
                          {"CI_DEFAULT_BRANCH", "main"},
                          {"CI_PROJECT_DIR", "/builds"},
                          {"CI_JOB_NAME", "generate"},
                          {"CI_JOB_TOKEN", "secret"}};
  for (const bool lists : {false, true}) {
    if (lists) environment["MONOCI_GITLAB_TOKEN"] = "secret";
    GitlabGreenPipelines greens(http, environment, "/builds/report.json");
    for (int answers = 0; answers < 5; ++answers)
      if (const auto next = greens.next(); !next || !*next) break;
  }
}

std::uint32_t rotated(std::uint32_t word, int by) { return (word << by) | (word >> (32 - by)); }

// FIPS 180-4: what ends a commit-graph, so that a mutated one is looked into.
std::array<std::uint32_t, 5> sha1(std::string text) {
  std::array<std::uint32_t, 5> state{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  const std::uint64_t bits = text.size() * 8;
  text += '\x80';
  while (text.size() % 64 != 56) text += '\0';
  for (int shift = 56; shift >= 0; shift -= 8) text += static_cast<char>(bits >> shift);
  for (std::size_t block = 0; block < text.size(); block += 64) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < 64; ++i)
      words[i / 4] = (words[i / 4] << 8) | static_cast<unsigned char>(text[block + i]);
    for (std::size_t i = 16; i < 80; ++i)
      words[i] = rotated(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
      const auto mixed = i < 20   ? ((b & c) | (~b & d)) + 0x5A827999u
                         : i < 40 ? (b ^ c ^ d) + 0x6ED9EBA1u
                         : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDCu
                                  : (b ^ c ^ d) + 0xCA62C1D6u;
      const auto next = rotated(a, 5) + mixed + e + words[i];
      e = d, d = c, c = rotated(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
  }
  return state;
}

std::string with_checksum(std::string graph) {
  if (graph.size() < 20) return graph;
  graph.resize(graph.size() - 20);
  for (const auto word : sha1(graph))
    for (int shift = 24; shift >= 0; shift -= 8) graph += static_cast<char>(word >> shift);
  return graph;
}

void fuzz_commit_graph(const std::string& input) {
  static const fs::path objects = fs::temp_directory_path() / ("monoci-fuzz-" + std::to_string(getpid()));
  fs::create_directories(objects / "info");
  std::ofstream(objects / "info/commit-graph", std::ios::binary) << with_checksum(input);
  if (const auto graph = gitview::CommitGraph::open(objects)) {
    for (std::size_t at = 0; at + 20 <= input.size(); at += 4) {
      std::string hex;
      for (const char byte : input.substr(at, 20)) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += kDigits[static_cast<unsigned char>(byte) >> 4];
        hex += kDigits[static_cast<unsigned char>(byte) & 15];
      }
      graph->find(gitview::Oid::parse(hex).value());
    }
  }
  fs::remove_all(objects);
}

void fuzz_git_tree(const std::string& input) {
  const auto tree = gitview::Tree::parse(input, gitview::Oid());
  if (!tree) return;
  for (const auto& entry : tree->entries()) {
    promise(!entry.name.empty() && !entry.name.contains('/'), "a name is a name");
    promise(tree->find(entry.name).has_value(), "what a tree lists it finds");
  }
}

constexpr FuzzTarget kTargets[] = {
    {"yaml", fuzz_yaml},
    {"toml", fuzz_toml},
    {"pyproject", fuzz_pyproject},
    {"dbt", fuzz_dbt},
    {"python", fuzz_python},
    {"uv-lock", fuzz_uv_lock},
    {"config", fuzz_config},
    {"template", fuzz_template},
    {"naming", fuzz_naming},
    {"glob", fuzz_glob},
    {"status", fuzz_status},
    {"code-owners", fuzz_code_owners},
    {"cmake", fuzz_cmake},
    {"links", fuzz_links},
    {"gitlab", fuzz_gitlab},
    {"report", fuzz_report},
    {"commit-graph", fuzz_commit_graph},
    {"git-tree", fuzz_git_tree},
};

}  // namespace

std::span<const FuzzTarget> fuzz_targets() { return kTargets; }

}  // namespace monoci::fuzzing
