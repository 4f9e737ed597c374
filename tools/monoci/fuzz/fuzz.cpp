// A generator that needs no special compiler: it changes seeds by dice that always fall the same way, so that a fault
// that one run finds every run finds. Built with the sanitizers it finds what libFuzzer would; it is only blind to
// which lines an input reached, which seeds of every shape make up for.
//
//   monoci_fuzz                                 the names of the targets
//   monoci_fuzz TARGET SECONDS SEEDS KEEP       SEEDS/TARGET/* and what becomes of them; a fault's input stays in KEEP
//   monoci_fuzz TARGET FILE                     one input, to look at a fault
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "targets.hpp"

namespace {

namespace fs = std::filesystem;
using monoci::fuzzing::FuzzTarget;

constexpr std::size_t kLongest = 1 << 16;  // bytes of a changed input
constexpr int kMostSeconds = 10;  // of processor time that an input may take: with sanitizers, without optimiser

extern "C" void takes_too_long(int) {
  constexpr std::string_view kWhat = "an input takes more than ten seconds of processor time\n";
  if (write(STDERR_FILENO, kWhat.data(), kWhat.size()) < 0) _exit(4);
  _exit(3);
}

void allow_seconds(int seconds) {
  const itimerval allowed{{}, {seconds, 0}};
  setitimer(ITIMER_PROF, &allowed, nullptr);
}

std::string content_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return std::move(text).str();
}

// `seed.hex`: bytes as hexadecimal numbers, for formats that are no text.
std::string from_hex(const std::string& text) {
  std::string digits, bytes;
  std::ranges::copy_if(text, std::back_inserter(digits), [](unsigned char each) { return std::isxdigit(each) != 0; });
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  return bytes;
}

// `seed.repeat`: lines `COUNT TEXT`, where `\n` in TEXT is a line break. What once hurt is mostly long and dull.
std::string repeated(const std::string& text) {
  std::istringstream lines(text);
  std::string result, piece;
  for (std::size_t count = 0; lines >> count && lines.get() == ' ' && std::getline(lines, piece);) {
    for (auto at = piece.find("\\n"); at != std::string::npos; at = piece.find("\\n", at + 1))
      piece.replace(at, 2, "\n");
    while (count-- > 0) result += piece;
  }
  return result;
}

std::string seed_in(const fs::path& file) {
  auto text = content_of(file);
  if (file.extension() == ".hex") return from_hex(text);
  return file.extension() == ".repeat" ? repeated(text) : text;
}

class Mutator {
 public:
  Mutator(const std::vector<std::string>& seeds, std::string_view name) : seeds_(seeds) {
    std::seed_seq start(name.begin(), name.end());
    dice_.seed(start);
  }

  std::string next() {
    auto input = any(seeds_);
    if (input.size() > kLongest / 2) input.resize(kLongest / 2);
    for (auto changes = 1 + below(6); changes > 0; --changes) change(input);
    if (input.size() > kLongest) input.resize(kLongest);
    return input;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : dice_() % limit; }
  const std::string& any(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }

  // A piece of a seed: mostly a short one, from one sign that divides words to another.
  std::string piece() {
    const auto& seed = any(seeds_);
    const auto begin = below(seed.size());
    return seed.substr(begin, 1 + below(below(4) == 0 ? 200 : 12));
  }

  void change(std::string& input) {
    constexpr const char* kSigns[] = {"\n",
                                      " ",
                                      "\t",
                                      "\r\n",
                                      "\"",
                                      "'",
                                      "[",
                                      "]",
                                      "{",
                                      "}",
                                      "(",
                                      ")",
                                      "#",
                                      ":",
                                      ": ",
                                      "- ",
                                      "=",
                                      ".",
                                      "..",
                                      "/",
                                      "**",
                                      "*",
                                      "?",
                                      ",",
                                      "&a ",
                                      "*a",
                                      "<<: ",
                                      "!t ",
                                      "|\n",
                                      ">-\n",
                                      "---\n",
                                      "\\",
                                      "\"\"\"",
                                      "'''",
                                      "[[",
                                      "]]",
                                      "\xEF\xBB\xBF",
                                      "\xC3\xA9",
                                      "\xFF",
                                      "$",
                                      "0",
                                      "-1",
                                      "9999999999999999999",
                                      "1e400",
                                      "null",
                                      "true",
                                      "~",
                                      "%",
                                      "@",
                                      "`",
                                      "^",
                                      "\\u0000"};
    const auto at = below(input.size() + 1);
    const auto length = std::min(below(below(4) == 0 ? 300 : 8), input.size() - at);
    switch (below(8)) {
      case 0:
        if (at < input.size()) input[at] = static_cast<char>(dice_());
        break;
      case 1:
        input.erase(at, length);
        break;
      case 2:
        input.insert(at, piece());
        break;
      case 3:
        input.replace(at, length, piece());
        break;
      case 4:
        repeat(input, at, input.substr(at, length));
        break;
      case 5:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
        break;
      default:
        input.insert(at, kSigns[below(std::size(kSigns))]);
    }
  }

  void repeat(std::string& input, std::size_t at, const std::string& what) {
    std::string more;
    const auto times = below(8) == 0 ? 20000 : below(20);
    for (std::size_t i = 0; i < times && input.size() + more.size() < kLongest; ++i) more += what;
    input.insert(at, more);
  }

  const std::vector<std::string>& seeds_;
  std::mt19937_64 dice_;
};

// The input that is running, on the disk before it runs: whatever ends the process leaves it there.
class Kept {
 public:
  explicit Kept(fs::path file) : file_(std::move(file)), out_(std::fopen(file_.c_str(), "wb")) {
    if (out_ == nullptr) std::cerr << "cannot write " << file_ << "\n", std::exit(2);
  }
  ~Kept() {
    std::fclose(out_);
    fs::remove(file_);
  }
  void keep(const std::string& input) {
    const int file = fileno(out_);
    if (pwrite(file, input.data(), input.size(), 0) < 0 || ftruncate(file, static_cast<off_t>(input.size())) != 0)
      std::cerr << "cannot keep the input\n", std::exit(2);
  }

 private:
  fs::path file_;
  std::FILE* out_;
};

void run_one(const FuzzTarget& target, const std::string& input) {
  allow_seconds(kMostSeconds);
  target.run(input);
  allow_seconds(0);
}

int run_for(const FuzzTarget& target, std::chrono::seconds time, const fs::path& place, const fs::path& keep) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(place / target.name)) files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<std::string> seeds;
  for (const auto& file : files) seeds.push_back(seed_in(file));
  if (seeds.empty()) return std::cerr << target.name << " has no seeds\n", 2;
  fs::create_directories(keep);
  Kept kept(keep / (std::string(target.name) + ".input"));
  const auto run = [&](const std::string& input) {
    kept.keep(input);
    run_one(target, input);
  };
  std::ranges::for_each(seeds, run);
  Mutator mutator(seeds, target.name);
  std::size_t count = seeds.size();
  for (const auto end = std::chrono::steady_clock::now() + time; std::chrono::steady_clock::now() < end; ++count)
    run(mutator.next());
  std::cout << target.name << ": " << count << " inputs\n";
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> arguments(words + 1, words + count);
  const auto targets = monoci::fuzzing::fuzz_targets();
  if (arguments.empty()) {
    for (const auto& target : targets) std::cout << target.name << "\n";
    return 0;
  }
  const auto target = std::ranges::find(targets, arguments[0], &FuzzTarget::name);
  if (target == targets.end() || (arguments.size() != 2 && arguments.size() != 4)) {
    std::cerr << "usage: monoci_fuzz [TARGET SECONDS SEEDS KEEP | TARGET FILE]\n";
    return 2;
  }
  std::signal(SIGPROF, takes_too_long);
  if (arguments.size() == 2) return run_one(*target, seed_in(arguments[1])), 0;
  return run_for(*target, std::chrono::seconds(std::stoi(arguments[1])), arguments[2], arguments[3]);
}
