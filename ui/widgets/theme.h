#pragma once

#include "ui/widgets/icons.h"
#include "ui/widgets/tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QPointer>

class QApplication;
class QPainter;

namespace hw::widgets {

class DesktopSettings;

/// Which scheme the user wants.
enum class Appearance { FollowDesktop, Light, Dark };

/// How visible the borders of fields and buttons are.
enum class Borders { Quiet, Stronger };

/// Whether things move.
enum class Motion { FollowDesktop, Reduced };

/// What a text is, which decides its font. Sizes are relative to the base size (13 px as designed).
enum class TextRole {
    PageTitle,    ///< 20/28, 600: wizard, welcome, big counts
    SectionTitle, ///< 15/20, 600
    Body,         ///< 13/20, 400: buttons, table cells, tabs
    BodyMedium,   ///< 13/20, 500: selected tab, primary button
    BodyStrong,   ///< 13/20, 600: names
    Secondary,    ///< 12/16, 500: chips, table headers
    Small,        ///< 12/16, 400: status bar, help lines
    Caption,      ///< 11/16, 600: section labels
    Label,        ///< 11/16, 500: count labels, legends, key caps
    Code,         ///< mono 13/20
    Mono,         ///< mono 12: ids, times, types, paths, JSON tree
};

/// Heights that grow with the font.
enum class Height {
    MenuBar,     ///< 28
    ToolBar,     ///< 40
    ViewTabs,    ///< 36
    InnerTabs,   ///< 32
    PanelHeader, ///< 32
    Row,         ///< 28: table row and header
    DetailRow,   ///< 24: tree and detail row
    CodeLine,    ///< 20
    SampleRow,   ///< 44
    Button,      ///< 28, field too
    SmallButton, ///< 24: in panel headers
    WizardField, ///< 32
    Chip,        ///< 20
    PathChip,    ///< 22
    CountLabel,  ///< 16
    StatusBar,   ///< 24
    Banner,      ///< 36
};

/// Colours, fonts, heights and icons of the window, and what of them changes while it runs. Made once by the
/// composition root before any widget and passed by reference; lives on the GUI thread.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    static constexpr int designSize = 13; ///< px, the base size of the design
    static constexpr int smallestSize = 11;
    static constexpr int largestSize = 18;

    explicit Theme(QObject* parent = nullptr);
    ~Theme() override;

    [[nodiscard]] QColor color(Token token) const;
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] Appearance appearance() const { return m_appearance; }
    [[nodiscard]] Borders borders() const; ///< as they are drawn: high contrast makes them stronger
    [[nodiscard]] Borders chosenBorders() const { return m_borders; }
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion || m_motion == Motion::Reduced; }
    [[nodiscard]] Motion motion() const { return m_motion; }

    [[nodiscard]] QFont font(TextRole role) const;
    [[nodiscard]] int lineHeight(TextRole role) const; ///< px
    [[nodiscard]] int height(Height of) const;         ///< px
    [[nodiscard]] int baseSize() const { return m_baseSize; }

    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QString styleSheet() const;

    /// An icon in the text colours: it follows state (hover, disabled, checked) and scheme by itself.
    [[nodiscard]] QIcon icon(Icon icon) const;
    /// An icon in one colour, for example Token::OnAccent on a primary button.
    [[nodiscard]] QIcon icon(Icon icon, Token token) const;
    /// Paints an icon into `rect` (device independent pixels) in one colour; for delegates and own painting.
    void paintIcon(QPainter& painter, const QRectF& rect, Icon icon, Token token) const;

    /// Sets style, palette, font and style sheet of the application, now and with every change.
    void applyTo(QApplication& application);
    /// Follows what the desktop says about scheme, contrast and motion. Without it FollowDesktop means the lightness
    /// of the system palette.
    void follow(DesktopSettings& desktop);

    void setAppearance(Appearance appearance);
    void setBorders(Borders borders);
    void setMotion(Motion motion);
    void setBaseSize(int pixels); ///< clamped to smallestSize … largestSize

Q_SIGNALS:
    /// Colours, fonts or heights are others now; the application has them already. Widgets that cache re-read.
    void changed();

private:
    void update();
    [[nodiscard]] Scheme desktopScheme() const;

    Appearance m_appearance = Appearance::FollowDesktop;
    Borders m_borders = Borders::Quiet;
    Motion m_motion = Motion::FollowDesktop;
    Scheme m_scheme = Scheme::Light;
    Scheme m_paletteScheme = Scheme::Light; ///< of the system palette, read before ours replaces it
    int m_baseSize = designSize;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
    QString m_sansFamily;
    QString m_monoFamily;
    QPointer<QApplication> m_application;
    QPointer<DesktopSettings> m_desktop;
};

} // namespace hw::widgets
