#include "support/http_server.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "support/source_directory.hpp"

namespace monoci_testing {

namespace {

using Json = nlohmann::json;

Json json(const Answer& answer) {
  return {{"body", answer.body},
          {"status", answer.status},
          {"headers", answer.headers},
          {"cut", answer.cut},
          {"silent", answer.silent}};
}

Json json(const HttpServer::Routes& routes) {
  auto list = Json::array();
  for (const auto& [line, answers] : routes) {
    auto told = Json::array();
    for (const auto& answer : answers) told.push_back(json(answer));
    const auto space = line.find(' ');
    list.push_back({{"method", line.substr(0, space)}, {"path", line.substr(space + 1)}, {"answers", told}});
  }
  return list;
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

pid_t start(std::vector<std::string> command) {
  std::vector<char*> words;
  for (auto& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  pid_t process = -1;
  if (posix_spawnp(&process, words[0], nullptr, nullptr, words.data(), environ) != 0) {
    throw std::runtime_error("python3 does not start");
  }
  return process;
}

}  // namespace

HttpServer::HttpServer(const Routes& routes, const std::filesystem::path& pem_file)
    : scheme_(pem_file.empty() ? "http" : "https") {
  const auto at = [&](const char* name) { return (place_.path() / name).string(); };
  std::ofstream(at("routes")) << json(routes).dump();
  std::vector<std::string> command{"python3",
                                   (source_directory() / "tools/monoci/tests/support/http_server.py").string(),
                                   at("routes"), at("log"), at("port")};
  if (!pem_file.empty()) command.push_back(pem_file.string());
  process_ = start(std::move(command));
  for (int waits = 0; waits < 3000 && !std::filesystem::exists(at("port")); ++waits) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  port_ = content_of(at("port"));
  if (port_.empty()) throw std::runtime_error("the web server does not start");
}

HttpServer::~HttpServer() {
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

std::vector<Asked> HttpServer::asked() const {
  std::vector<Asked> all;
  std::ifstream in(place_.path() / "log");
  for (std::string line; std::getline(in, line);) {
    const auto request = Json::parse(line);
    Asked asked{request["method"], request["path"], {}, request["body"]};
    for (const auto& [name, value] : request["headers"].items()) {
      std::string lower = name;
      std::ranges::transform(lower, lower.begin(), [](unsigned char letter) { return std::tolower(letter); });
      asked.headers[lower] = value;
    }
    all.push_back(std::move(asked));
  }
  return all;
}

std::vector<std::string> HttpServer::asked_lines() const {
  std::vector<std::string> lines;
  for (const auto& request : asked()) lines.push_back(request.method + " " + request.path);
  return lines;
}

}  // namespace monoci_testing
