#pragma once

#include "ui/widgets/codeeditor.h"

#include <QWidget>

namespace hw::widgets {

class PanelHeader;

/// Two texts beside each other, line by line: what only the left one has is filled as removed, what only the right one
/// has as added.
class ComparePane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComparePane)

public:
    explicit ComparePane(const Theme& theme, QWidget* parent = nullptr);

    void setTexts(const QString& leftTitle, const QString& left, const QString& rightTitle, const QString& right);
    void setDialect(models::ScriptDialect dialect);

private:
    PanelHeader* m_leftHeader;
    PanelHeader* m_rightHeader;
    CodeEditor* m_left;
    CodeEditor* m_right;
};

} // namespace hw::widgets
