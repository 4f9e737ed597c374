#pragma once

#include <compare>
#include <iosfwd>
#include <string>
#include <string_view>

namespace monoci {

// The name of a file, which thousands of spots share: each text is kept once, for as long as the process runs, so that
// a name is as small as a pointer and copied as one. It is used as the text that it is.
class FileName {
 public:
  FileName() : FileName(std::string_view()) {}
  // NOLINTBEGIN(*-explicit-constructor): it stands where a text stood
  FileName(std::string_view text);
  FileName(const std::string& text) : FileName(std::string_view(text)) {}
  FileName(const char* text) : FileName(std::string_view(text)) {}

  const std::string& str() const { return *text_; }
  operator const std::string&() const { return *text_; }
  operator std::string_view() const { return *text_; }
  // NOLINTEND(*-explicit-constructor)
  bool empty() const { return text_->empty(); }

  friend bool operator==(FileName left, FileName right) { return left.text_ == right.text_; }
  friend std::strong_ordering operator<=>(FileName left, FileName right) {  // as texts: the order that is printed
    return left.text_ == right.text_ ? std::strong_ordering::equal : *left.text_ <=> *right.text_;
  }
  friend std::ostream& operator<<(std::ostream& out, FileName name);

 private:
  const std::string* text_;
};

struct Spot {  // where in a text: 1-based, 0 when unknown; columns count code points, as editors do
  FileName file;
  int line = 0, column = 0;
  auto operator<=>(const Spot&) const = default;
};

}  // namespace monoci
