// Files of other tools that stand beside a pyproject.toml. Nothing in them is run: options and texts that name a path
// are taken, the rest is passed over.
#include <algorithm>

#include "base/path_parts.hpp"
#include "base/trimmed.hpp"
#include "document/toml_document.hpp"
#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

std::string way_up(std::string_view directory_in_project) {
  std::string up;
  for (const auto part : path_parts(directory_in_project))
    if (!part.empty() && part != ".") up += "../";
  return up;
}

template <class Each>
void for_each_line(std::string_view text, const Each& each) {
  int line = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    each(text.substr(0, end), ++line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// A requirements file, as pip and uv read it (pip.pypa.io/en/stable/reference/requirements-file-format).
class RequirementsFile {
 public:
  // `project` and `below` with a final '/' or empty: the manifest's directory, and that of the file as seen from it.
  RequirementsFile(const SourceText& text, std::string_view project, std::string_view below, Manifest& manifest)
      : text_(text), project_(project), below_(below), manifest_(manifest) {}

  void read() {
    for_each_line(text_.text, [&](std::string_view line, int number) {
      number_ = number;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (const auto comment = line.find(" #"); comment != std::string_view::npos) line = line.substr(0, comment);
      line = trimmed(line);
      if (line.ends_with('\\')) line = trimmed(line.substr(0, line.size() - 1));
      if (!line.empty() && line[0] != '#') one(line);
    });
  }

 private:
  void one(std::string_view line) {
    if (const auto path = option(line, {"-e", "--editable"}); !path.empty()) return package(path);
    if (const auto file = option(line, {"-r", "--requirement", "-c", "--constraint"}); !file.empty())
      return further(file);
    if (const auto place = option(line, {"-f", "--find-links"}); !place.empty()) {
      outside(place, "");
      if (!below_.empty()) outside(place, below_);
      return;
    }
    if (line[0] != '-') package(line);
  }

  // "-e X", "-eX", "--editable X", "--editable=X".
  static std::string_view option(std::string_view line, std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
      if (!line.starts_with(name)) continue;
      auto rest = line.substr(name.size());
      const bool ends = rest.starts_with(' ') || rest.starts_with('\t') || rest.starts_with('=') || name.size() == 2;
      if (rest.starts_with('=')) rest.remove_prefix(1);
      if (ends) return trimmed(rest);
    }
    return {};
  }

  static std::string unquoted(std::string_view text) {
    if (text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0])
      text = text.substr(1, text.size() - 2);
    return std::string(text);
  }

  // A directory or an archive, by path or URL, with extras and a marker behind it.
  void package(std::string_view line) {
    auto text = unquoted(trimmed(line.substr(0, line.find(" ;"))));
    extras_.clear();
    if (const auto bracket = text.rfind('['); text.ends_with(']') && bracket != std::string::npos) {
      if (const auto parsed = parse_requirement("x" + text.substr(bracket))) extras_ = parsed->extras;
      text.erase(bracket);
    }
    if (const auto parsed = parse_requirement(text); parsed && !parsed->url.empty()) {
      text = parsed->url;
      extras_ = parsed->extras;
    }
    if (text.starts_with("file:") || text.starts_with("${")) {
      if (auto path = path_of_direct_reference(text.starts_with("file:") ? text : "file:///" + text)) {
        if (!text.contains("${")) return requirement(text.substr(5));
        requirement(std::move(*path));
      }
      return;
    }
    if (text.contains("://") || !(text.starts_with('.') || text.contains('/')) || text.starts_with('/')) return;
    requirement(text);
  }

  // pip sees paths from where it is started: the project, the file's directory, or for what does not lead upwards the
  // root of the repository.
  void requirement(const std::string& path) {
    add(path);
    if (!below_.empty()) add(std::string(below_) + path);
    const bool leads_down = !path.starts_with('.') || (path.starts_with("./") && path.size() > 2);
    if (leads_down && !project_.empty()) add(way_up(project_) + path);
  }

  void add(std::string path) {
    Requirement requirement;
    requirement.direct = true;
    requirement.path = std::move(path);
    requirement.by_other_tool = true;
    requirement.extras = extras_;
    requirement.spot = {text_.file, number_, 1};
    manifest_.requirements.push_back(std::move(requirement));
  }

  // Seen from the directory of the file that names it.
  void further(std::string_view path) {
    const auto text = unquoted(path);
    if (text.contains("://") || text.starts_with('/') || text.contains('$')) return;
    manifest_.continued_in.push_back({std::string(below_) + text, {text_.file, number_, 1}});
    outside(path, below_);
  }

  void outside(std::string_view path, std::string_view from) {
    const auto text = unquoted(path);
    if (text.contains("://") || text.starts_with('/')) return;
    if (auto seen = std::string(from) + text; seen.contains(".."))
      manifest_.parent_paths.push_back({std::move(seen), {text_.file, number_, 1}});
  }

  const SourceText& text_;
  std::string_view project_, below_;
  Manifest& manifest_;
  int number_ = 0;
  std::vector<std::string> extras_;  // of the line
};

// Texts in quotes that lead upwards; `"..", "shared", "x"` and `".." / "shared"` are one path.
class QuotedPaths {
 public:
  QuotedPaths(const SourceText& text, Manifest& manifest) : text_(text), manifest_(manifest) {}

  void read() {
    for_each_line(text_.text, [&](std::string_view line, int number) { in_line(line, number); });
  }

 private:
  void in_line(std::string_view line, int number) {
    std::string path;
    std::size_t end_of_last = 0;
    for (std::size_t at = 0; at < line.size() && line[at] != '#'; ++at) {
      if (line[at] != '"' && line[at] != '\'') continue;
      const auto end = line.find(line[at], at + 1);
      if (end == std::string_view::npos) break;
      const auto text = line.substr(at + 1, end - at - 1);
      const auto between = line.substr(end_of_last, at - end_of_last);
      const bool goes_on = path == ".." || path.ends_with("/..") || (joined_ && !path.empty());
      if (goes_on && between.find_first_not_of(" \t,/") == std::string_view::npos) {
        (path += '/') += text;
        joined_ = true;
      } else {
        add(path, number);
        path = text;
        joined_ = false;
      }
      at = end;
      end_of_last = end + 1;
    }
    add(path, number);
    joined_ = false;
  }

  void add(std::string path, int number) {
    // `{here}/../x`: what is filled in is the directory that the script is in.
    const auto filled_in = path.rfind('}');
    if (filled_in != std::string::npos && std::string_view(path).substr(filled_in + 1).starts_with("/../"))
      path.erase(0, filled_in + 2);
    const auto parts = path_parts(path);
    const bool leads_up = std::ranges::find(parts, "..") != parts.end();
    if (leads_up && path != ".." && path.find_first_of("{$<>|;()") == std::string::npos)
      manifest_.parent_paths.push_back({path, {text_.file, number, 1}});
  }

  const SourceText& text_;
  Manifest& manifest_;
  bool joined_ = false;
};

// Words of a settings file that lead upwards: "file: ../README.md", "where = ../src".
void add_words(const SourceText& text, Manifest& manifest) {
  for_each_line(text.text, [&](std::string_view line, int number) {
    if (trimmed(line).starts_with('#') || trimmed(line).starts_with(';')) return;
    while (!line.empty()) {
      const auto end = std::min(line.find_first_of(" \t\r,=:\"'"), line.size());
      const auto word = line.substr(0, end);
      if (word.starts_with("../") || word.contains("/../"))
        manifest.parent_paths.push_back({std::string(word), {text.file, number, 1}});
      line.remove_prefix(std::min(end + 1, line.size()));
    }
  });
}

void add_toml(const SourceText& text, Manifest& manifest) {
  Diagnostics unheeded;  // another tool's file: what cannot be read of it says nothing
  const auto document = read_toml(text, unheeded);
  if (!document) return;
  if (text.file.ends_with("pixi.toml")) return add_path_dependencies_of_pixi(*document, manifest.requirements);
  if (const auto* environments = document->find("envs"))
    add_path_dependencies_of_hatch(*environments, manifest.requirements);
}

// The block of comments between `# /// script` and `# ///`, as TOML on the same lines.
std::string block_of(std::string_view text) {
  std::string block;
  bool inside = false;
  for_each_line(text, [&](std::string_view line, int) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "# /// script" || line == "# ///")
      inside = line.size() > 5;
    else if (inside && line.starts_with("# "))
      block += line.substr(2);
    else if (line != "#")
      inside = false;
    block += '\n';
  });
  return block;
}

// What a script is run with: by its own sources, else a member of that name.
void add_script(const SourceText& text, std::string_view below, Manifest& manifest) {
  Diagnostics unheeded;
  const auto block = read_toml({text.file, block_of(text.text)}, unheeded);
  if (!block) return;
  const auto sources = uv_sources(*block, unheeded);
  for_each_string(block->find("dependencies"), "dependencies", unheeded, [&](const Value& said) {
    const auto parsed = parse_requirement(said.scalar);
    if (!parsed) return;
    Requirement requirement;
    requirement.name = parsed->name;
    requirement.extras = parsed->extras;
    requirement.holder = Holder::group;
    requirement.holder_name = "script";
    requirement.spot = said.spot;
    const auto add_path = [&](const std::string& path) {
      requirement.direct = requirement.by_other_tool = true;
      requirement.path = std::string(below) + path;
      manifest.requirements.push_back(requirement);
    };
    if (const auto source = sources.find(parsed->name); source != sources.end()) {
      for (const auto& each : source->second) {
        if (each.kind == SourceKind::path) add_path(each.path);
        if (each.kind == SourceKind::member) manifest.requirements.push_back(requirement);
      }
    } else if (parsed->url.empty()) {
      manifest.requirements.push_back(requirement);
    } else if (const auto path = path_of_direct_reference(parsed->url)) {
      add_path(*path);
    }
  });
}

bool is_build_script(std::string_view name) {
  return name == "setup.py" || name == "noxfile.py" || name == "hatch_build.py";
}

}  // namespace

void read_uv_continuation(const SourceText& text, std::string_view directory, Manifest& manifest) {
  std::string file = text.file;
  if (file.starts_with(directory))
    file.erase(0, directory.size());
  else
    file.insert(0, way_up(directory));
  const auto below = std::string_view(file).substr(0, file.rfind('/') + 1);
  if (file.ends_with(".py")) return add_script(text, below, manifest);
  RequirementsFile(text, directory, below, manifest).read();
}

std::vector<NamedPath> requirements_paths(const SourceText& source) {
  Manifest said;
  RequirementsFile(source, "", "", said).read();
  std::vector<NamedPath> paths;
  for (const auto& requirement : said.requirements)
    for (const bool from_context : {false, true}) {  // pip sees it from where it is started
      NamedPath path{requirement.path.value_or(""), requirement.spot};
      path.from_context = from_context;
      path.installs = NamedPath::Installs::always;
      path.extras = requirement.extras;
      paths.push_back(std::move(path));
    }
  for (const auto& file : said.continued_in) {
    NamedPath path{file.text, file.spot};
    path.installs = NamedPath::Installs::always;
    path.read = &requirements_paths;
    paths.push_back(std::move(path));
  }
  for (const auto& path : said.parent_paths) paths.push_back({path.text, path.spot});
  return paths;
}

void add_companion(const SourceText& text, std::string_view directory, Manifest& manifest) {
  const std::string_view file = text.file;
  const auto in_project = file.substr(std::min(directory.size(), file.size()));
  if (file.ends_with(".toml")) return add_toml(text, manifest);
  if (is_build_script(in_project)) return QuotedPaths(text, manifest).read();
  if (file.ends_with(".cfg")) return add_words(text, manifest);
  const auto below = in_project.substr(0, in_project.rfind('/') + 1);
  if (file.ends_with(".py")) return add_script(text, below, manifest);
  RequirementsFile(text, directory, below, manifest).read();
}

}  // namespace monoci
