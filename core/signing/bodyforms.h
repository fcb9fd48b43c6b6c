#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace hw::signing {

/// What a body may have been before something on its way changed it.
struct BodyForm
{
    /// "body_newline_missing" (what was signed ended with a line end), "body_newline_added", "body_white_space_added",
    /// "body_crlf_lost", "body_crlf_added", "body_bom_lost", "body_bom_added", "body_reserialised" ("compact",
    /// "spaced", "indented", "sorted", "sorted spaced", "spaced ascii"), "body_escapes" ("ascii", "slashes", "html",
    /// "none"), "body_base64", "body_utf8_twice", "body_latin1", "body_transfer" (given by the caller), "body_empty".
    const char* code;
    const char* detail;     ///< argument of the code; empty mostly
    const char* expression; ///< JavaScript for the same over `rawBody` and `body`; empty = none
    /// The body as it would have been; nothing where the form changes nothing or cannot be made.
    std::optional<QByteArray> (*make)(QByteArrayView body);
};

/// The likely ones first.
[[nodiscard]] const std::vector<BodyForm>& bodyForms();

} // namespace hw::signing
