#include "gitlab/http.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/lower_case.hpp"

namespace monoci {

std::string origin_of(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return {};
  const std::size_t end = std::min(url.find_first_of("/?#", colon + 3), url.size());
  auto origin = lower_case(url.substr(0, end));
  const bool is_secure = origin.starts_with("https://");
  if (!is_secure && !origin.starts_with("http://")) return {};
  if (origin.contains('@')) return {};  // who is that, and at which host?
  const std::string_view usual_port = is_secure ? ":443" : ":80";
  if (origin.ends_with(usual_port)) origin.resize(origin.size() - usual_port.size());
  return origin;
}

std::string url_encoded(std::string_view text) {
  std::string encoded;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool is_plain = byte < 0x80 && (std::isalnum(byte) != 0 || std::string_view("-._~").contains(letter));
    encoded += is_plain ? std::string(1, letter) : fmt::format("%{:02X}", byte);
  }
  return encoded;
}

}  // namespace monoci
