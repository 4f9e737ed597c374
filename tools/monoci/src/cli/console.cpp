#include "cli/console.hpp"

#include <fmt/format.h>

#include <ostream>

#include "base/quoted.hpp"

namespace monoci {

namespace {

constexpr std::string_view kRed = "\x1b[1;31m", kYellow = "\x1b[1;33m", kPlain = "\x1b[0m";

// Colours the word `error:` or `warning:` of a diagnostic line.
std::string with_colour(std::string text) {
  for (const auto& [word, colour] : {std::pair{"error: ", kRed}, std::pair{"warning: ", kYellow}}) {
    const auto at = text.find(word);
    const bool is_label = at != std::string::npos && (at == 0 || text.compare(at - 2, 2, ": ") == 0);
    if (!is_label) continue;
    text.insert(at + std::string_view(word).size() - 1, kPlain);
    text.insert(at, colour);
    break;
  }
  return text;
}

}  // namespace

void Console::configure(Talk talk, bool colour_out, bool colour_err) {
  talk_ = talk;
  colour_out_ = colour_out;
  colour_err_ = colour_err;
}

void Console::result(std::string_view text) { out_ << text << std::flush; }

void Console::show(std::string_view text) { result(plain_lines(text)); }

void Console::say(std::string_view line) {
  if (talk_ != Talk::quiet) err_ << one_line(line) << '\n';
}

void Console::warn(std::string_view what) {
  const auto line = "warning: " + one_line(what);
  err_ << (colour_err_ ? with_colour(line) : line) << '\n';
}

void Console::prompt(std::string_view question) { err_ << one_line(question) << ' ' << std::flush; }

void Console::decision(std::string_view line) {
  if (talk_ == Talk::verbose) err_ << "monoci: " << one_line(line) << '\n';
}

void Console::timing(std::string_view what, std::chrono::steady_clock::duration took) {
  const auto milliseconds = std::chrono::duration<double, std::milli>(took).count();
  decision(fmt::format("{} took {:.1f} ms", what, milliseconds));
}

void Console::tell(const Diagnostics& diagnostics) {
  for (const auto& each : diagnostics.sorted()) {
    if (each.severity == Severity::warning && talk_ == Talk::quiet) continue;
    const auto text = to_text(each);
    err_ << (colour_err_ ? with_colour(text) : text) << '\n';
  }
}

bool Console::lost_output() { return out_.flush().fail(); }

}  // namespace monoci
