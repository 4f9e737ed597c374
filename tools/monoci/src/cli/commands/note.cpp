#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/quoted.hpp"
#include "cli/commands/commands.hpp"
#include "cli/report.hpp"
#include "gitlab/curl_client.hpp"
#include "gitlab/gitlab_variables.hpp"
#include "gitlab/merge_request_note.hpp"
#include "process/read_file.hpp"

namespace monoci {

namespace {

// Why there is nothing to post to, or no right to; empty where there is.
std::string_view why_skipped(const Environment& environment) {
  if (value_of(environment, "CI_MERGE_REQUEST_IID").empty()) return "this is no merge request pipeline";
  if (value_of(environment, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID") !=
      value_of(environment, "CI_MERGE_REQUEST_PROJECT_ID")) {
    return "the merge request comes from a fork";
  }
  if (value_of(environment, "MONOCI_GITLAB_TOKEN").empty()) return "MONOCI_GITLAB_TOKEN is not set";
  return value_of(environment, "CI_API_V4_URL").empty() ? "CI_API_V4_URL is not set" : "";
}

ExitCode post(Context& context, const std::string& text) {
  CurlClient http(context.environment);
  const MergeRequest request{value_of(context.environment, "CI_MERGE_REQUEST_PROJECT_ID"),
                             value_of(context.environment, "CI_MERGE_REQUEST_IID")};
  auto api = GitlabApi::with_own_token(http, context.environment);
  const auto posted = post_note(api.value(), request, text);
  if (!posted) {
    return fail(context, {.what = "the note could not be posted: " + posted.error().what,
                          .where = {},
                          .hint = "MONOCI_GITLAB_TOKEN needs the scope `api` and at least the role Reporter"});
  }
  const auto* const did = *posted == Posted::fresh ? "posted to" : "updated in";
  context.console.say(fmt::format("note {} merge request !{}", did, request.number));
  return kDone;
}

ExitCode run_note(Context& context, const std::filesystem::path& file) {
  if (const auto why = why_skipped(context.environment); !why.empty()) {
    context.console.say(fmt::format("no note is posted: {}", why));
    return kDone;
  }
  const auto text = read_named_file(file);
  if (!text) return fail(context, text.error());
  if (text->empty()) {
    return fail(context, {.what = fmt::format("`{}` is empty", quoted_if_odd(file.string())),
                          .where = {},
                          .hint = "`monoci generate --markdown FILE` writes it"});
  }
  return post(context, *text);
}

}  // namespace

void add_note_command(CLI::App& app, Action& chosen) {
  auto file = std::make_shared<std::filesystem::path>();
  auto* command = app.add_subcommand("note", "Post a Markdown file to the merge request of the pipeline");
  command->add_option("--markdown", *file, "What to post; an earlier note is updated")->required()->type_name("FILE");
  command->footer(
      "Needs MONOCI_GITLAB_TOKEN. Without it, outside merge request pipelines and in those of\n"
      "forks nothing is posted, and that is no failure.\n\n"
      "Example:\n  monoci note --markdown monoci.md");
  command->callback([file, &chosen] { chosen = [file](Context& context) { return run_note(context, *file); }; });
}

}  // namespace monoci
