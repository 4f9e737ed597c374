#include "gitlab/merge_request_note.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

namespace monoci {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kMarker = "<!-- monoci -->";
constexpr std::size_t kMostBytes = 1'000'000;  // GitLab counts characters: bytes are on the safe side
constexpr int kMostPagesOfNotes = 100;         // of a hundred notes: a second one of ours would be worse than none
constexpr std::string_view kCut = "\n\nThe rest is left out: GitLab takes no longer notes.\n";

std::optional<std::int64_t> id_of(const Json& value) {
  if (!value.is_object() || !value.contains("id") || !value["id"].is_number_integer()) return std::nullopt;
  return value["id"].get<std::int64_t>();
}

Result<std::int64_t> own_user(GitlabApi& api) {
  const auto answer = api.get("/user");
  if (!answer) return std::unexpected(answer.error());
  const auto id = id_of(Json::parse(answer->body, nullptr, false));
  return id ? Result<std::int64_t>(*id) : failure("GitLab's answer names no user");
}

bool is_ours(const Json& note, std::int64_t user) {
  const Json body = note.value("body", Json());
  return body.is_string() && body.get<std::string>().starts_with(kMarker) &&
         id_of(note.value("author", Json())) == user;
}

Result<std::optional<std::int64_t>> earlier_note(GitlabApi& api, const std::string& notes, std::int64_t user) {
  ListPages pages(api, notes + "?order_by=created_at&sort=asc&per_page=100", kMostPagesOfNotes);
  while (true) {
    const auto answer = pages.next();
    if (!answer) return std::unexpected(answer.error());
    if (!*answer) return std::nullopt;
    const Json list = Json::parse((*answer)->body, nullptr, false);
    if (!list.is_array()) return failure("GitLab's answer is no list of notes");
    for (const auto& note : list) {
      if (id_of(note) && is_ours(note, user)) return id_of(note);
    }
  }
}

// A code block that the cut leaves open would swallow what is said of it.
std::string shortened(std::string text) {
  text.resize(text.rfind('\n', kMostBytes - kMarker.size() - kCut.size() - 10) + 1);
  bool open = text.starts_with("```");
  for (auto at = text.find("\n```"); at != std::string::npos; at = text.find("\n```", at + 1)) open = !open;
  return text + (open ? "```\n" : "") + std::string(kCut);
}

}  // namespace

std::string note_body(const std::string& text) {
  const bool fits = kMarker.size() + 1 + text.size() <= kMostBytes;
  return fmt::format("{}\n{}", kMarker, fits ? text : shortened(text));
}

Result<Posted> post_note(GitlabApi& api, const MergeRequest& request, const std::string& text) {
  const std::string notes =
      fmt::format("/projects/{}/merge_requests/{}/notes", url_encoded(request.project), url_encoded(request.number));
  const auto user = own_user(api);
  if (!user) return std::unexpected(user.error());
  const auto earlier = earlier_note(api, notes, *user);
  if (!earlier) return std::unexpected(earlier.error());
  const std::string body = Json{{"body", note_body(text)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
  const auto answer = *earlier ? api.put(fmt::format("{}/{}", notes, **earlier), body) : api.post(notes, body);
  if (!answer) return std::unexpected(answer.error());
  return *earlier ? Posted::updated : Posted::fresh;
}

}  // namespace monoci
