#pragma once

#include <QColor>
#include <QLatin1String>

namespace hw::widgets {

/// The colours of the design, by their use. Both schemes have all of them, so that no widget holds a literal colour.
enum class Token {
    Window,      ///< menu, toolbar, sidebar, status bar
    Base,        ///< tables, editors, fields, pages
    Sunken,      ///< table headers, code blocks, card areas
    Raised,      ///< buttons, combos, menus, tooltips
    Hover,       ///< row and button under the pointer
    Press,       ///< row and button held down
    Sel,         ///< selection in the active window
    SelInactive, ///< selection in an inactive window
    Line,        ///< panel borders
    Grid,        ///< hairlines between rows
    Line2,       ///< borders of fields and buttons
    Text,        ///< primary
    Text2,       ///< secondary, inactive tabs
    Text3,       ///< captions, placeholders, headers
    Disabled,    ///< disabled text only
    Accent,      ///< primary button, focus, links
    AccentHover, ///< the same under the pointer
    OnAccent,    ///< text on Accent
    AccentSoft,  ///< soft accent fill
    Ok,          ///< verified, delivered: text
    OkSoft,      ///< … fill
    OkBar,       ///< … graphic
    Fail,        ///< failed: text
    FailSoft,
    FailBar,
    Warn, ///< pending, partial, changed: text
    WarnSoft,
    WarnBar,
    Neutral, ///< skipped: text
    NeutralSoft,
    NeutralBar,
    AddedFill,   ///< added line of a difference
    RemovedFill, ///< removed line of a difference
    CurrentFill, ///< line at which the debugger stands
    CurrentLine, ///< its border
    Keyword,     ///< keyword and boolean
    String,
    Number,
    Function,
    Comment,  ///< comment and inline value
    Property, ///< key
    Glyph1,   ///< tints of the source glyphs
    Glyph2,
    Glyph3,
    Glyph4,
    Glyph5,
    Glyph6,
};

inline constexpr int tokenCount = static_cast<int>(Token::Glyph6) + 1;

enum class Scheme { Light, Dark };

/// The colour of a token. Thread-safe.
[[nodiscard]] QColor tokenColor(Token token, Scheme scheme);

/// Line2 with "stronger borders": at least 3:1 on every background that a field may stand on.
[[nodiscard]] QColor strongLine2(Scheme scheme);

/// The name that stands in style.qss after an "@", for example "accenth".
[[nodiscard]] QLatin1String tokenName(Token token);

} // namespace hw::widgets
