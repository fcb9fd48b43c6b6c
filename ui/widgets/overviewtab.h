#pragma once

#include "ui/models/eventdetail.h"

#include <QWidget>

class QVBoxLayout;

namespace hw::widgets {

class KeyValueRows;
class SectionLabel;
class Theme;

/// The event's way in stages with bars on one scale, its actions, and a summary beside them.
class OverviewTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewTab)

public:
    explicit OverviewTab(const Theme& theme, QWidget* parent = nullptr);

    void setDetail(const models::EventDetail& detail);

Q_SIGNALS:
    void tabWanted(hw::models::DetailTab tab);

private:
    const Theme& m_theme;
    SectionLabel* m_timelineLabel;
    SectionLabel* m_actionsLabel;
    QVBoxLayout* m_stages;
    QVBoxLayout* m_actions;
    KeyValueRows* m_summary;
};

} // namespace hw::widgets
