#include "ui/widgets/tokens.h"

#include <array>

namespace hw::widgets {

namespace {

struct Row
{
    Token token;
    QLatin1String name;
    QRgb light;
    QRgb dark;
};

constexpr Row row(Token token, const char* name, QRgb light, QRgb dark)
{
    return {token, QLatin1String(name), 0xFF000000u | light, 0xFF000000u | dark};
}

// clang-format off
constexpr std::array<Row, tokenCount> table{{
    row(Token::Window,      "window",   0xF3F5F6, 0x15181C),
    row(Token::Base,        "base",     0xFFFFFF, 0x1A1E23),
    row(Token::Sunken,      "sunken",   0xF8F9FA, 0x14171B),
    row(Token::Raised,      "raised",   0xFFFFFF, 0x21262C),
    row(Token::Hover,       "hover",    0xEBEEF1, 0x252B32),
    row(Token::Press,       "press",    0xDFE4E8, 0x2E353D),
    row(Token::Sel,         "sel",      0xD9E9F8, 0x1A344D),
    row(Token::SelInactive, "selin",    0xE6EAEE, 0x2A3138),
    row(Token::Line,        "line",     0xDCE1E5, 0x2B3138),
    row(Token::Grid,        "grid",     0xEDF0F2, 0x22272D),
    row(Token::Line2,       "line2",    0xBFC7CF, 0x424C56),
    row(Token::Text,        "text",     0x1A1F24, 0xE4E8EB),
    row(Token::Text2,       "text2",    0x47515C, 0xB3BCC5),
    row(Token::Text3,       "text3",    0x5B6671, 0x98A3AE),
    row(Token::Disabled,    "dis",      0x98A2AC, 0x5C6670),
    row(Token::Accent,      "accent",   0x0A66B7, 0x5AACF0),
    row(Token::AccentHover, "accenth",  0x08559A, 0x7BBDF4),
    row(Token::OnAccent,    "onaccent", 0xFFFFFF, 0x0B1B2A),
    row(Token::AccentSoft,  "accents",  0xE2EFFA, 0x1A3045),
    row(Token::Ok,          "ok",       0x156F3D, 0x63CC91),
    row(Token::OkSoft,      "oks",      0xE0F2E7, 0x17321F),
    row(Token::OkBar,       "okbar",    0x2F9E62, 0x3FA76C),
    row(Token::Fail,        "fail",     0xB3261E, 0xF58B82),
    row(Token::FailSoft,    "fails",    0xFBE6E4, 0x3F1F1D),
    row(Token::FailBar,     "failbar",  0xD64A41, 0xE0645B),
    row(Token::Warn,        "warn",     0x7F5200, 0xE5B658),
    row(Token::WarnSoft,    "warns",    0xFAEFD3, 0x382B10),
    row(Token::WarnBar,     "warnbar",  0xB87A08, 0xC9962F),
    row(Token::Neutral,     "neu",      0x4F5A66, 0xA9B3BD),
    row(Token::NeutralSoft, "neus",     0xE9EDF0, 0x2A3037),
    row(Token::NeutralBar,  "neubar",   0x84909C, 0x6E7984),
    row(Token::AddedFill,   "addbg",    0xE0F2E7, 0x17321F),
    row(Token::RemovedFill, "delbg",    0xFBE6E4, 0x3F1F1D),
    row(Token::CurrentFill, "cur",      0xFFF6D9, 0x3A3212),
    row(Token::CurrentLine, "curline",  0xE5C358, 0x8D7522),
    row(Token::Keyword,     "kw",       0x8A2DA5, 0xD293E8),
    row(Token::String,      "str",      0x156F3D, 0x86CFA0),
    row(Token::Number,      "num",      0x9A4A00, 0xE6A968),
    row(Token::Function,    "fn",       0x0A66B7, 0x74B9F2),
    row(Token::Comment,     "com",      0x58636E, 0x97A2AD),
    row(Token::Property,    "prop",     0x22506E, 0xA5C8E0),
    row(Token::Glyph1,      "g1",       0x5B4BC4, 0xA79BF5),
    row(Token::Glyph2,      "g2",       0x7A3FA8, 0xCE9AF0),
    row(Token::Glyph3,      "g3",       0xA3431F, 0xF0A07E),
    row(Token::Glyph4,      "g4",       0x15704A, 0x6FCFA0),
    row(Token::Glyph5,      "g5",       0x8C5A00, 0xE0B45C),
    row(Token::Glyph6,      "g6",       0x47515C, 0xB3BCC5),
}};
// clang-format on

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].token) != i)
            return false;
    }
    return true;
}
static_assert(inOrder(), "the table stands in the order of the enum");

const Row& rowOf(Token token)
{
    return table[static_cast<std::size_t>(token)];
}

} // namespace

QColor tokenColor(Token token, Scheme scheme)
{
    return QColor::fromRgb(scheme == Scheme::Dark ? rowOf(token).dark : rowOf(token).light);
}

QColor strongLine2(Scheme scheme)
{
    return QColor::fromRgb(scheme == Scheme::Dark ? 0xFF7A8590u : 0xFF7C8894u);
}

QLatin1String tokenName(Token token)
{
    return rowOf(token).name;
}

} // namespace hw::widgets
