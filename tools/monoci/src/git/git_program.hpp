// The `git` program as a child process, for what needs the network, the index or the work tree.
//
// It can neither ask nor linger: no shell, no terminal (a session of its own), no askpass program, a time limit, and
// everything it started is killed with it. Its environment is handed in; nothing here looks at our own.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "process/environment.hpp"

namespace gitview {
class Repository;
}

namespace monoci {

// refused: it ended with another status than 0; waits: on a file that nobody writes into.
enum class GitTrouble : std::uint8_t { absent, timed_out, refused, waits };

struct GitFailure {
  GitTrouble trouble = GitTrouble::refused;
  std::string command;  // without its arguments: "git fetch"
  std::string message;  // what git said on stderr; the file that it waits on
};

Diagnostic to_diagnostic(const GitFailure& failure);

struct GitOutput {
  std::string out;
  std::string messages;  // what it wrote to stderr, although it ended with status 0
};

class GitProgram {
 public:
  using Limit = std::chrono::milliseconds;

  // `directory` is where it runs.
  GitProgram(const Environment& environment, std::filesystem::path directory);

  // Runs in the work tree, or in the git directory of a bare repository. A GIT_DIR in the environment, as hooks have
  // it, is made to mean the same there. Otherwise git finds the repository itself, so that its owner check stands.
  static GitProgram of(const gitview::Repository& repository, Environment environment);

  // What it wrote to stdout, when it ended with status 0.
  std::expected<std::string, GitFailure> run(const std::vector<std::string>& arguments, Limit limit) const;
  std::expected<GitOutput, GitFailure> run_and_listen(const std::vector<std::string>& arguments, Limit limit) const;

 private:
  std::filesystem::path directory_;
  std::vector<std::filesystem::path> git_directories_;
  std::optional<std::filesystem::path> work_tree_;
  std::string program_;                   // empty: there is none on PATH
  std::vector<std::string> environment_;  // "NAME=value"
};

}  // namespace monoci
