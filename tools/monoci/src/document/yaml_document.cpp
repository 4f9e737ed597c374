// YAML over yaml-cpp's events rather than its nodes: they keep what matters here (every key's position, whether a
// scalar was quoted, keys given twice) and let hostile input be stopped while it is read.

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <sstream>

#include "base/utf8.hpp"
#include "document/document.hpp"
#include "document/kept_line_breaks.hpp"
#include "document/lines.hpp"
#include "document/text_check.hpp"
#include "document/text_places.hpp"
#include "document/value_builder.hpp"
#include "document/yaml_faults.hpp"
#include "document/yaml_scalar.hpp"

namespace monoci {

namespace {

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";

// yaml-cpp takes the end of the file for the end of a single-quoted text.
bool is_closed(std::string_view quoted) {
  const char quote = quoted.front();
  for (std::size_t at = 1; at < quoted.size(); ++at) {
    if (quote == '"' && quoted[at] == '\\')
      ++at;
    else if (quoted[at] == quote && quote == '\'' && quoted.substr(at).starts_with("''"))
      ++at;
    else if (quoted[at] == quote)
      return true;
  }
  return false;
}

struct Stopped {};  // what leaves the parser where nothing sensible can follow

class EventReader : public YAML::EventHandler {
 public:
  EventReader(const SourceText& source, YamlNotes& notes, Diagnostics& problems)
      : source_(source), places_(source), problems_(problems), builder_(notes, problems) {}

  std::optional<Value> take() { return builder_.take(); }
  bool failed() const { return builder_.failed(); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    builder_.scalar(value(ValueType::null, "", mark), anchor);
    go_on();
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    builder_.alias(anchor, spot(mark));
    go_on();
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    check_quotes(mark);
    check_escapes(text, mark);
    auto scalar = value(ValueType::string, tag, mark);
    scalar.scalar = text;
    if (text.ends_with('\n')) keep_line_breaks(scalar.scalar, mark);
    const bool plain = tag == "?" || (tag.starts_with(kCoreTag) && tag != "tag:yaml.org,2002:str");
    scalar.plain = tag == "?";
    if (plain && !builder_.expects_key()) {  // a key is a name, whatever it looks like
      const auto [type, spelling] = read_plain_scalar(text);
      scalar.type = type;
      scalar.scalar = spelling;
    }
    builder_.scalar(std::move(scalar), anchor);
    go_on();
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    builder_.begin(value(ValueType::list, tag, mark), anchor);
    go_on();
  }
  void OnSequenceEnd() override { builder_.end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    builder_.begin(value(ValueType::map, tag, mark), anchor);
    go_on();
  }
  void OnMapEnd() override { builder_.end(); }

 private:
  void go_on() const {
    if (builder_.failed()) throw Stopped();
  }

  Spot spot(const YAML::Mark& mark) const { return places_.spot(static_cast<std::size_t>(mark.pos)); }

  Value value(ValueType type, const std::string& tag, const YAML::Mark& mark) const {
    Value result;
    result.type = type;
    if (tag.size() > 1 && tag[0] == '!') result.tag = tag;  // "!" and "?" only tell quoted from plain
    result.spot = spot(mark);
    return result;
  }

  void check_quotes(const YAML::Mark& mark) {
    const auto rest = std::string_view(source_.text).substr(static_cast<std::size_t>(mark.pos));
    if ((rest.starts_with('\'') || rest.starts_with('"')) && !is_closed(rest))
      problems_.error("text in quotes never ends", spot(mark), "add the closing quote");
  }

  void keep_line_breaks(std::string& text, const YAML::Mark& mark) const {
    const auto source = std::string_view(source_.text).substr(static_cast<std::size_t>(mark.pos));
    const auto end = text.find_last_not_of('\n') + 1;
    const auto breaks = kept_line_breaks(source, end == 0);
    if (!breaks) return;
    text.erase(end);
    text.append(*breaks, '\n');
  }

  // The file is UTF-8, so only yaml-cpp's `\N` and `\_` make a text that is not: each becomes a single byte.
  void check_escapes(const std::string& text, const YAML::Mark& mark) {
    if (first_not_utf8(text))
      problems_.error(R"(`\N` and `\_` are not supported)", spot(mark), R"(write `\u0085` or `\u00A0`)");
  }

  const SourceText& source_;
  TextPlaces places_;
  Diagnostics& problems_;
  ValueBuilder builder_;
};

void report(const YAML::ParserException& fault, const SourceText& source, Diagnostics& problems) {
  const auto at = std::min(static_cast<std::size_t>(std::max(fault.mark.pos, 0)), source.text.size());
  const auto spot = spot_at(source, at);
  const auto begin = line_begin(source.text, at);
  const auto line = std::string_view(source.text).substr(begin, line_end(source.text, at) - begin);
  auto [what, hint] = explain_yaml_fault(fault.msg, line);
  problems.error(std::move(what), spot, std::move(hint));
}

// What follows the first document: another one, or lines that the parser could not make part of it.
class SecondDocument : public YAML::EventHandler {
 public:
  SecondDocument(const SourceText& source, Diagnostics& problems) : source_(source), problems_(problems) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    const auto spot = spot_at(source_, static_cast<std::size_t>(mark.pos));
    const auto rest = std::string_view(source_.text).substr(static_cast<std::size_t>(mark.pos));
    if (rest.starts_with("---") || rest.starts_with("..."))
      problems_.error("a second document begins here", spot, "put one document in each file");
    else
      problems_.error("this does not belong to what stands above", spot,
                      "a list and a map cannot stand in the same column");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  const SourceText& source_;
  Diagnostics& problems_;
};

Value nothing(const SourceText& source) {
  Value result;
  result.spot = {source.file, 1, 1};
  return result;
}

SourceText without_byte_order_mark(const SourceText& source) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return {source.file, source.text.starts_with(kMark) ? source.text.substr(kMark.size()) : source.text};
}

std::optional<Value> parse(const SourceText& source, YamlNotes& notes, Diagnostics& problems) {
  std::istringstream stream(source.text);
  EventReader reader(source, notes, problems);
  SecondDocument second(source, problems);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(reader)) return nothing(source);
    if (!reader.failed()) parser.HandleNextDocument(second);
    return reader.take();
  } catch (const Stopped&) {
    return {};
  } catch (const YAML::ParserException& fault) {
    if (!reader.failed()) report(fault, source, problems);
    return {};
  }
}

}  // namespace

std::optional<Value> read_yaml(const SourceText& source, Diagnostics& problems) {
  YamlNotes notes;
  return read_yaml(source, notes, problems);
}

std::optional<Value> read_yaml(const SourceText& source, YamlNotes& notes, Diagnostics& problems) {
  if (!is_readable_text(source, problems)) return {};
  Diagnostics own;
  auto document = parse(without_byte_order_mark(source), notes, own);
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::move(document);
}

}  // namespace monoci
