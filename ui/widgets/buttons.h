#pragma once

#include "ui/widgets/theme.h"

#include <QPushButton>
#include <QToolButton>

#include <optional>
#include <vector>

namespace hw::widgets {

enum class ButtonKind {
    Default,
    Primary, ///< one per region
    Danger,  ///< names its object, never the default
};

enum class ButtonSize {
    Normal, ///< 28 px
    Small,  ///< 24 px, in panel headers
    Wizard, ///< 32 px
};

/// A bordered or filled button with a word and perhaps an icon.
class Button final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Button)

public:
    Button(const Theme& theme, const QString& text, ButtonKind kind = ButtonKind::Default,
           std::optional<Icon> icon = std::nullopt, QWidget* parent = nullptr);

    void setButtonSize(ButtonSize size);
    /// The shortcut, as a key cap behind the text.
    void setKeyHint(const QString& keys);
    /// Icon and text begin at its edge, as where buttons of one width stand in columns.
    void setStartAligned();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int keyHintWidth() const;
    [[nodiscard]] QFont textFont() const;
    /// What is left for the text, in pixels.
    [[nodiscard]] int textRoom() const;

    const Theme& m_theme;
    ButtonKind m_kind;
    std::optional<Icon> m_icon;
    ButtonSize m_size = ButtonSize::Normal;
    QString m_keyHint;
    bool m_startAligned = false;
};

enum class ToolButtonLook {
    Flat,
    SegmentFirst, ///< left part of a two-part toggle
    SegmentLast,  ///< right part
};

enum class CheckedLook {
    Filled, ///< soft accent
    Plain,  ///< as unchecked: the button's effect is visible anyway
};

/// A flat button of toolbars and panel headers. With an action it follows the action's text, state and tooltip; the
/// icon is named here, so that it takes its colour from the theme. Icon only where the text is empty or collapsed.
class ToolButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ToolButton)

public:
    ToolButton(const Theme& theme, std::optional<Icon> icon, const QString& text = {}, QWidget* parent = nullptr);
    /// Shows the action: the tooltip gets its shortcut, the accessible name its text.
    ToolButton(const Theme& theme, Icon icon, QAction& action, Qt::ToolButtonStyle style, QWidget* parent = nullptr);

    void setIconName(Icon icon);
    void setLook(ToolButtonLook look);
    void setCheckedLook(CheckedLook look) { m_checkedLook = look; }
    /// Replaces the action that it shows.
    void setShownAction(QAction& action);
    void setButtonSize(ButtonSize size);
    /// A status dot in place of the icon ("Live").
    void setDot(Token token);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString shownText() const;
    void takeAction(const QAction& action);

    const Theme& m_theme;
    std::optional<Icon> m_icon;
    std::optional<Token> m_dot;
    ToolButtonLook m_look = ToolButtonLook::Flat;
    ButtonSize m_size = ButtonSize::Normal;
    CheckedLook m_checkedLook = CheckedLook::Filled;
};

/// Shows words beside the icons of the buttons if all of them that are visible fit into so many pixels, else icons
/// alone.
void fitWords(const std::vector<ToolButton*>& buttons, int room);

/// Gives an action one of the theme's icons: menus show it, and buttons made from the action can colour it themselves.
void setActionIcon(const Theme& theme, QAction& action, Icon icon);
[[nodiscard]] std::optional<Icon> iconOf(const QAction& action);

/// The view's header shows the action as its primary button.
void setActionPrimary(QAction& action);
[[nodiscard]] bool isPrimary(const QAction& action);

/// "Step over, F10": what an icon button's tooltip says.
[[nodiscard]] QString tooltipOf(const QAction& action);

} // namespace hw::widgets
