#pragma once

#include "ui/models/eventactions.h"
#include "ui/widgets/theme.h"

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace hw::widgets {

class ComparePane;
class Label;

/// Two events beside each other: their bodies, headers and outcomes.
class EventCompare final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventCompare)

public:
    explicit EventCompare(const Theme& theme, QWidget* parent = nullptr);

    void setComparison(const models::EventComparison& comparison);

Q_SIGNALS:
    void closeWanted();

private:
    void showPart(int index);

    const Theme& m_theme;
    models::EventComparison m_comparison;
    QButtonGroup* m_parts;
    QHBoxLayout* m_toggles;
    Label* m_same;
    ComparePane* m_pane;
};

} // namespace hw::widgets
