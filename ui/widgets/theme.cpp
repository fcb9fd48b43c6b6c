#include "ui/widgets/theme.h"

#include "ui/widgets/desktopsettings.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/style.h"

#include <QApplication>
#include <QFile>

#include <algorithm>
#include <array>

namespace hw::widgets {

namespace {

struct RoleRow
{
    TextRole role;
    int size; ///< px at the design's base size
    int line; ///< px
    QFont::Weight weight;
    bool mono;
};

// clang-format off
constexpr std::array<RoleRow, 11> roles{{
    {TextRole::PageTitle,    20, 28, QFont::DemiBold, false},
    {TextRole::SectionTitle, 15, 20, QFont::DemiBold, false},
    {TextRole::Body,         13, 20, QFont::Normal,   false},
    {TextRole::BodyMedium,   13, 20, QFont::Medium,   false},
    {TextRole::BodyStrong,   13, 20, QFont::DemiBold, false},
    {TextRole::Secondary,    12, 16, QFont::Medium,   false},
    {TextRole::Small,        12, 16, QFont::Normal,   false},
    {TextRole::Caption,      11, 16, QFont::DemiBold, false},
    {TextRole::Label,        11, 16, QFont::Medium,   false},
    {TextRole::Code,         13, 20, QFont::Normal,   true},
    {TextRole::Mono,         12, 16, QFont::Normal,   true},
}};

struct HeightRow
{
    Height height;
    int pixels;
};
constexpr std::array<HeightRow, 17> heights{{
    {Height::MenuBar, 28},     {Height::ToolBar, 40},     {Height::ViewTabs, 36},  {Height::InnerTabs, 32},
    {Height::PanelHeader, 32}, {Height::Row, 28},         {Height::DetailRow, 24}, {Height::CodeLine, 20},
    {Height::SampleRow, 44},   {Height::Button, 28},      {Height::SmallButton, 24}, {Height::WizardField, 32},
    {Height::Chip, 20},        {Height::PathChip, 22},    {Height::CountLabel, 16}, {Height::StatusBar, 24},
    {Height::Banner, 36},
}};
// clang-format on

const RoleRow& rowOf(TextRole role)
{
    return roles[static_cast<std::size_t>(role)];
}

/// A length of the design at another base size.
int scaled(int pixels, int baseSize)
{
    return qRound(double(pixels) * baseSize / Theme::designSize);
}

} // namespace

Theme::Theme(QObject* parent)
    : QObject(parent)
{
    const FontFamilies families = loadFonts();
    m_sansFamily = families.sans;
    m_monoFamily = families.mono;
    m_paletteScheme =
        QGuiApplication::palette().color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
    m_scheme = m_paletteScheme;
}

Theme::~Theme() = default;

QColor Theme::color(Token token) const
{
    if (token == Token::Line2 && borders() == Borders::Stronger)
        return strongLine2(m_scheme);
    return tokenColor(token, m_scheme);
}

Borders Theme::borders() const
{
    return m_highContrast ? Borders::Stronger : m_borders;
}

QFont Theme::font(TextRole role) const
{
    const RoleRow& row = rowOf(role);
    QFont font(row.mono ? m_monoFamily : m_sansFamily);
    font.setPixelSize(scaled(row.size, m_baseSize));
    font.setWeight(row.weight);
    if (row.mono)
        font.setStyleHint(QFont::Monospace);
    return font;
}

int Theme::lineHeight(TextRole role) const
{
    return scaled(rowOf(role).line, m_baseSize);
}

int Theme::height(Height of) const
{
    // Only the text grows, the padding around it stays.
    const int pixels = heights[static_cast<std::size_t>(of)].pixels;
    return pixels + lineHeight(TextRole::Body) - rowOf(TextRole::Body).line;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::Window);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Base);
    set(QPalette::AlternateBase, Token::Sunken);
    set(QPalette::ToolTipBase, Token::Raised);
    set(QPalette::ToolTipText, Token::Text);
    set(QPalette::PlaceholderText, Token::Text3);
    set(QPalette::Text, Token::Text);
    set(QPalette::Button, Token::Raised);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::OnAccent);
    set(QPalette::Light, Token::Raised);
    set(QPalette::Midlight, Token::Hover);
    set(QPalette::Mid, Token::Line);
    set(QPalette::Dark, Token::Line2);
    set(QPalette::Shadow, Token::Line2);
    set(QPalette::Highlight, Token::Sel);
    set(QPalette::HighlightedText, Token::Text);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, color(Token::SelInactive));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, color(Token::Disabled));
    return palette;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/style/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());

    // "@name" is a token, "@px(n)" a length that grows with the font, "@h(n)" a height of which only the text grows.
    QString result;
    result.reserve(source.size());
    const int grown = lineHeight(TextRole::Body) - rowOf(TextRole::Body).line;
    for (qsizetype at = 0; at < source.size(); ++at) {
        if (source[at] != u'@') {
            result += source[at];
            continue;
        }
        qsizetype end = at + 1;
        while (end < source.size() && source[end].isLetterOrNumber())
            ++end;
        const QStringView name = QStringView(source).mid(at + 1, end - at - 1);
        if (end < source.size() && source[end] == u'(') {
            const qsizetype close = source.indexOf(u')', end);
            const int pixels = QStringView(source).mid(end + 1, close - end - 1).toInt();
            result +=
                QString::number(name == u"px" ? scaled(pixels, m_baseSize) : pixels + grown) + QLatin1String("px");
            end = close + 1;
        } else {
            for (int i = 0; i < tokenCount; ++i) {
                if (name == tokenName(static_cast<Token>(i)))
                    result += color(static_cast<Token>(i)).name();
            }
        }
        at = end - 1;
    }
    return result;
}

void Theme::applyTo(QApplication& application)
{
    m_application = &application;
    application.setStyle(new Style(*this)); // the application owns its style
    update();
}

void Theme::follow(DesktopSettings& desktop)
{
    m_desktop = &desktop;
    connect(&desktop, &DesktopSettings::changed, this, &Theme::update);
    update();
}

void Theme::setAppearance(Appearance appearance)
{
    if (m_appearance == appearance)
        return;
    m_appearance = appearance;
    update();
}

void Theme::setBorders(Borders borders)
{
    if (m_borders == borders)
        return;
    m_borders = borders;
    update();
}

void Theme::setMotion(Motion motion)
{
    if (m_motion == motion)
        return;
    m_motion = motion;
    update();
}

void Theme::setBaseSize(int pixels)
{
    pixels = std::clamp(pixels, smallestSize, largestSize);
    if (m_baseSize == pixels)
        return;
    m_baseSize = pixels;
    update();
}

Scheme Theme::desktopScheme() const
{
    if (m_desktop) {
        if (m_desktop->colorScheme() == DesktopSettings::ColorScheme::Dark)
            return Scheme::Dark;
        if (m_desktop->colorScheme() == DesktopSettings::ColorScheme::Light)
            return Scheme::Light;
    }
    return m_paletteScheme;
}

void Theme::update()
{
    switch (m_appearance) {
    case Appearance::FollowDesktop: m_scheme = desktopScheme(); break;
    case Appearance::Light: m_scheme = Scheme::Light; break;
    case Appearance::Dark: m_scheme = Scheme::Dark; break;
    }
    m_highContrast = m_desktop && m_desktop->highContrast();
    m_reducedMotion = m_desktop && m_desktop->reducedMotion();
    if (m_application) {
        m_application->setPalette(palette());
        m_application->setFont(font(TextRole::Body));
        m_application->setStyleSheet(styleSheet());
    }
    Q_EMIT changed();
}

} // namespace hw::widgets
