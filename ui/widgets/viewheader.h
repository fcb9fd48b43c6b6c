#pragma once

#include "ui/widgets/counttabbar.h"
#include "ui/widgets/sourceglyph.h"
#include "ui/widgets/theme.h"

#include <QWidget>

class QAction;
class QHBoxLayout;

namespace hw::widgets {

class Label;
class Line;
class ToolButton;

struct ViewTab
{
    QString id;
    QString title;
    Icon icon;
    QString count; ///< empty = none
};

/// The bar above a page: what is shown, the views of it, the page's own actions. Where they lack room, the actions show
/// their icons alone, then the tabs do without theirs, then all but the current tab are icons.
class ViewHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViewHeader)

public:
    explicit ViewHeader(const Theme& theme, QWidget* parent = nullptr);

    void setTitle(const QString& title, const std::optional<SourceGlyph>& glyph);
    /// Does not emit viewChosen().
    void setViews(const std::vector<ViewTab>& views, const QString& current);
    void setPageActions(const QList<QAction*>& actions);

Q_SIGNALS:
    void viewChosen(const QString& id);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fit();
    void setCollapsed(bool collapsed);
    [[nodiscard]] int neededWidth() const;

    const Theme& m_theme;
    std::optional<SourceGlyph> m_glyph;
    QHBoxLayout* m_layout;
    Label* m_title;
    Line* m_line;
    CountTabBar* m_tabs;
    QHBoxLayout* m_actions;
    QList<ToolButton*> m_collapsible; ///< with a text beside their icons
    QString m_fitted;                 ///< what the room was divided for
};

} // namespace hw::widgets
