#pragma once

#include "ui/widgets/theme.h"

#include <QAction>
#include <QList>
#include <QWidget>

namespace hw::widgets {

class Label;

/// What can be done with several selected events at once.
class SelectionPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectionPane)

public:
    /// The actions are shown as buttons; one that cannot be done now is hidden.
    SelectionPane(const Theme& theme, const QList<QAction*>& actions, QWidget* parent = nullptr);

    void setCount(int count);

private:
    Label* m_title;
};

} // namespace hw::widgets
