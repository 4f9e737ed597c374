#pragma once

#include <chrono>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

namespace monoci {

enum class Talk { quiet, normal, verbose };

// stdout is the result, stderr is talk.
class Console {
 public:
  Console(std::ostream& out, std::ostream& err) : out_(out), err_(err) {}

  void configure(Talk talk, bool colour_out, bool colour_err);
  bool colours_results() const { return colour_out_; }

  void result(std::string_view text);      // as it is: the renderer wrote the final newline, and escaped what it quotes
  void show(std::string_view text);        // a result for people, in lines: whatever could steer a terminal is escaped
  void say(std::string_view line);         // unless --quiet
  void warn(std::string_view what);        // always: less would look like all is well
  void prompt(std::string_view question);  // the answer is typed behind it
  void decision(std::string_view line);    // with --verbose
  void timing(std::string_view what, std::chrono::steady_clock::duration took);  // with --verbose
  void tell(const Diagnostics& diagnostics);  // errors always, warnings unless --quiet
  bool lost_output();                         // a result could not be written

 private:
  std::ostream& out_;
  std::ostream& err_;
  Talk talk_ = Talk::normal;
  bool colour_out_ = false, colour_err_ = false;
};

}  // namespace monoci
