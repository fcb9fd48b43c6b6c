#pragma once

#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QTabBar>

#include <optional>

namespace hw::widgets {

/// Tabs with an optional icon and count label, the current one underlined in the accent colour.
class CountTabBar final : public QTabBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CountTabBar)

public:
    enum class Size {
        View,  ///< 36 px
        Inner, ///< 32 px
    };

    /// What a tab that has an icon shows where there is less room than all of it takes.
    enum class Density {
        Full,
        TextOnly,
        IconOnly, ///< but for the current one; the tooltips have the texts
    };

    CountTabBar(const Theme& theme, Size size, QWidget* parent = nullptr);

    void setDensity(Density density);

    /// Adds a tab at the end; `id` comes back from tabId().
    int addView(const QString& text, std::optional<Icon> icon = std::nullopt, const QVariant& id = {});
    [[nodiscard]] QVariant tabId(int index) const;
    [[nodiscard]] int indexOfId(const QVariant& id) const; ///< -1 = not there
    /// An empty text removes the label.
    void setCountLabel(int index, const QString& text, Tone tone = Tone::Neutral);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    struct Extra
    {
        std::optional<Icon> icon;
        QVariant id;
        QString count;
        Tone tone = Tone::Neutral;
    };

    void tabInserted(int index) override;
    void tabRemoved(int index) override;
    void paintTab(QPainter& painter, int index) const;
    [[nodiscard]] int tabHeight() const;
    [[nodiscard]] bool showsIcon(int index) const;
    [[nodiscard]] bool showsText(int index) const;
    void layOutAnew();

    const Theme& m_theme;
    Size m_size;
    Density m_density = Density::Full;
    QList<Extra> m_extras;
    int m_hovered = -1;
    bool m_keyboardFocus = false;
};

} // namespace hw::widgets
