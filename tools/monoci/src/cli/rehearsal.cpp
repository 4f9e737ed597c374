#include "cli/rehearsal.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "base/diagnostic.hpp"
#include "base/repo_path.hpp"
#include "cli/lint_report.hpp"
#include "cli/pipeline_files.hpp"
#include "cli/report.hpp"
#include "git/failure.hpp"
#include "render/renderers.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

// A directory of its own among the machine's temporary files; gone with the value.
class TemporaryFiles {
 public:
  static Result<TemporaryFiles> make();
  TemporaryFiles(TemporaryFiles&& other) noexcept;
  TemporaryFiles& operator=(TemporaryFiles&&) = delete;
  ~TemporaryFiles();

  Result<void> add(const RepoPath& path, std::string_view content) const;
  const std::filesystem::path& root() const { return root_; }

 private:
  explicit TemporaryFiles(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
};

Diagnostic cannot_write(const std::string& what) {
  return {.what = fmt::format("{} cannot be written", what),
          .where = {},
          .hint = "TMPDIR names a directory for temporary files"};
}

Result<TemporaryFiles> TemporaryFiles::make() {
  std::error_code missing;
  const auto place = std::filesystem::temp_directory_path(missing);
  if (missing) return std::unexpected(cannot_write("the directory for temporary files"));
  auto pattern = (place / "monoci-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) return std::unexpected(cannot_write("`" + place.string() + "`"));
  return TemporaryFiles(pattern);
}

TemporaryFiles::TemporaryFiles(TemporaryFiles&& other) noexcept : root_(std::exchange(other.root_, {})) {}

TemporaryFiles::~TemporaryFiles() {
  std::error_code none;
  if (!root_.empty()) std::filesystem::remove_all(root_, none);
}

Result<void> TemporaryFiles::add(const RepoPath& path, std::string_view content) const {
  const auto file = root_ / path.str();
  std::error_code none;
  std::filesystem::create_directories(file.parent_path(), none);
  std::ofstream out(file, std::ios::binary);
  out << content << std::flush;
  if (!out) return std::unexpected(cannot_write("`" + file.string() + "`"));
  return {};
}

constexpr std::string_view kChild = "monoci-child.yml";

// What is talked about on the way was told when the work tree was read.
class Silence {
 public:
  Console console{sink_, sink_};

 private:
  std::ostringstream sink_;
};

ComparisonOptions with(BaseRequest request) {
  ComparisonOptions options;
  options.request = std::move(request);
  options.no_fetch = true;
  return options;
}

std::string affected_by_last_change(Session& session) {
  if (!to_result(session.repository.resolve_commit("HEAD~1")))
    return "There is one commit, or no more of them are here: the last change cannot be told.\n";
  const auto compared =
      compare(session, with({.base = "HEAD~1", .exact_base = true, .head = "HEAD", .uncommitted = false}));
  if (!compared) return "The last change cannot be told: " + compared.error().sorted().front().what + "\n";
  const auto report = report_of(*compared, compared->affected);
  return affected_renderers().front().render(report, TextStyle{session.context.console.colours_results(), '\n'});
}

std::expected<std::string, Diagnostics> lint_of_everything(Session& session) {
  const auto compared = compare(session, with({.everything = "asked for by `monoci init`"}));
  if (!compared) return std::unexpected(compared.error());
  Diagnostics problems;
  const auto made = pipeline_files(session, *compared, {std::filesystem::path(kChild), 0}, problems);
  if (!made) return std::unexpected(std::move(problems));
  std::vector<SourceText> files;
  for (const auto& text : made->texts) files.push_back({text.path.string(), text.content});
  Diagnostics found;
  auto report = lint_report(files, {}, found);
  if (found.has_errors()) return std::unexpected(std::move(found));
  return report;
}

std::expected<Rehearsal, Diagnostics> rehearse_in(Context& context, const ReadCache& known) {
  const auto session = Session::open(context, false);
  if (!session) return failures(session.error());
  (*session)->engine.cache() = known;
  if ((*session)->repository.is_unborn()) {
    constexpr auto kNone = "There is no commit yet: what a change reaches is known from the first one on.\n";
    return Rehearsal{kNone, kNone};
  }
  auto child = lint_of_everything(**session);
  if (!child) return std::unexpected(std::move(child.error()));
  return Rehearsal{affected_by_last_change(**session), std::move(*child)};
}

}  // namespace

std::expected<Rehearsal, Diagnostics> rehearse(const Context& context, const std::vector<NewFile>& files,
                                               const ReadCache& known) {
  const auto temporary = TemporaryFiles::make();
  if (!temporary) return failures(temporary.error());
  for (const auto& file : files)
    if (auto added = temporary->add(file.path, file.content); !added) return failures(added.error());
  Silence silence;
  Context inner{context.environment, context.options, silence.console};
  inner.options.config = temporary->root() / kConfigFile;
  return rehearse_in(inner, known);
}

}  // namespace monoci
