#include "git/git_program.hpp"

#include <fmt/format.h>

#include <string_view>

#include "base/quoted.hpp"
#include "git/waiting_file.hpp"
#include "gitview/repository.hpp"
#include "process/child_process.hpp"

namespace monoci {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> child_environment(Environment environment) {
  environment["LC_ALL"] = "C";
  environment["GIT_OPTIONAL_LOCKS"] = "0";  // a refreshed index is not worth a lock: nothing is written
  environment["GIT_TERMINAL_PROMPT"] = "0";
  environment["GIT_ASKPASS"] = "";
  environment["SSH_ASKPASS"] = "";
  environment["SSH_ASKPASS_REQUIRE"] = "never";
  environment["GCM_INTERACTIVE"] = "never";
  std::vector<std::string> lines;
  for (const auto& [name, value] : environment) lines.push_back(fmt::format("{}={}", name, value));
  return lines;
}

// "git fetch", whatever settings and arguments stand around it.
std::string short_command(const std::vector<std::string>& arguments) {
  std::size_t subcommand = 0;
  while (subcommand + 2 < arguments.size() && arguments[subcommand] == "-c") subcommand += 2;
  return "git " + arguments[subcommand];
}

bool reads_work_tree(std::string_view command) { return command == "git status" || command == "git check-ignore"; }

// Of all that git says, the line that tells why it gave up.
std::string decisive_line(std::string_view message) {
  std::size_t begin = message.find("fatal: ");
  if (begin == std::string_view::npos) begin = message.find("error: ");
  if (begin == std::string_view::npos) begin = 0;
  const std::string_view rest = message.substr(begin);
  return one_line(rest.substr(0, rest.find('\n')));
}

std::string hint_for(std::string_view message) {
  if (message.contains("dubious ownership")) {
    return "the repository belongs to another user: if you trust it, run `git config --global --add safe.directory "
           "DIR`";
  }
  return message.empty() ? std::string() : "git says: " + decisive_line(message);
}

}  // namespace

GitProgram::GitProgram(const Environment& environment, fs::path directory)
    : directory_(std::move(directory)),
      program_(find_program(environment, "git")),
      environment_(child_environment(environment)) {}

GitProgram GitProgram::of(const gitview::Repository& repository, Environment environment) {
  const fs::path directory = repository.work_tree().value_or(repository.git_directory());
  if (environment.contains("GIT_DIR")) {
    environment["GIT_DIR"] = fs::absolute(repository.git_directory()).string();
    if (repository.work_tree()) environment["GIT_WORK_TREE"] = fs::absolute(directory).string();
  }
  GitProgram git(environment, directory);
  git.git_directories_ = {repository.git_directory()};
  if (repository.common_directory() != repository.git_directory())
    git.git_directories_.push_back(repository.common_directory());
  git.work_tree_ = repository.work_tree();
  return git;
}

std::expected<std::string, GitFailure> GitProgram::run(const std::vector<std::string>& arguments, Limit limit) const {
  auto output = run_and_listen(arguments, limit);
  if (!output) return std::unexpected(std::move(output.error()));
  return std::move(output->out);
}

std::expected<GitOutput, GitFailure> GitProgram::run_and_listen(const std::vector<std::string>& arguments,
                                                                Limit limit) const {
  const std::string command = short_command(arguments);
  if (program_.empty()) return std::unexpected(GitFailure{GitTrouble::absent, command, ""});
  std::vector<std::string> line{"git", "-C", directory_.string(), "-c", "core.askPass="};
  line.insert(line.end(), arguments.begin(), arguments.end());
  // A FIFO among the files that it reads. To look for one in a large work tree takes a while, so git must stand first.
  std::optional<fs::path> waiting;
  const auto finds_waiting_file = [&] {
    waiting = find_waiting_file(git_directories_, reads_work_tree(command) ? work_tree_ : std::nullopt);
    return waiting.has_value();
  };
  auto outcome = run_child(program_, line, environment_, limit, {.waits_in_vain = finds_waiting_file});
  if (!outcome) return std::unexpected(GitFailure{GitTrouble::refused, command, outcome.error().message()});
  if (waiting) return std::unexpected(GitFailure{GitTrouble::waits, command, waiting->string()});
  if (outcome->timed_out) return std::unexpected(GitFailure{GitTrouble::timed_out, command, std::move(outcome->err)});
  if (outcome->exit_status != 0) {
    return std::unexpected(GitFailure{GitTrouble::refused, command, std::move(outcome->err)});
  }
  return GitOutput{std::move(outcome->out), std::move(outcome->err)};
}

Diagnostic to_diagnostic(const GitFailure& failure) {
  Diagnostic diagnostic;
  switch (failure.trouble) {
    case GitTrouble::absent:
      diagnostic.what = "there is no `git` program on PATH";
      diagnostic.hint = fmt::format("install git: it is asked for `{}`", failure.command);
      break;
    case GitTrouble::timed_out:
      diagnostic.what = fmt::format("`{}` took too long and was stopped", failure.command);
      diagnostic.hint = hint_for(failure.message);
      break;
    case GitTrouble::waits:
      diagnostic.what =
          fmt::format("`{}` waits on `{}`, into which nobody writes", failure.command, quoted_if_odd(failure.message));
      diagnostic.hint = "remove it: git reads it as a file, and it is a named pipe";
      break;
    case GitTrouble::refused:
      diagnostic.what = fmt::format("`{}` failed", failure.command);
      diagnostic.hint = hint_for(failure.message);
      break;
  }
  return diagnostic;
}

}  // namespace monoci
