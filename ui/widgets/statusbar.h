#pragma once

#include "ui/models/workspacepresenter.h"
#include "ui/widgets/label.h"

#include <QWidget>

namespace hw::widgets {

/// Facts about the workspace at the left, context at the right.
class StatusBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusBar)

public:
    StatusBar(const Theme& theme, const models::WorkspacePresenter& presenter, const Clock& clock,
              QWidget* parent = nullptr);

    /// What the page says of itself, in place of the time of the last event; empty = that.
    void setContext(const QStringList& parts);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    const Theme& m_theme;
    const models::WorkspacePresenter& m_presenter;
    const Clock& m_clock;
    QStringList m_parts; ///< of the page
    Label* m_events;
    Label* m_size;
    Label* m_rate;
    Label* m_trouble; ///< of the store; empty mostly
    Label* m_away;    ///< only while requests are turned away
    Label* m_context;
};

} // namespace hw::widgets
