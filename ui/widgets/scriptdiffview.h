#pragma once

#include "ui/models/scriptdiff.h"

#include <QTableView>
#include <QWidget>

class QStackedWidget;

namespace hw::widgets {

class Label;
class Theme;

/// The rows of a ScriptDiff. A selected row leads to the line that set it; Enter goes there.
class ScriptDiffTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptDiffTable)

public:
    ScriptDiffTable(const Theme& theme, models::ScriptDiff& model, QWidget* parent = nullptr);

Q_SIGNALS:
    void lineSelected(int line);
    void lineWanted(int line);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void layOut();

    const Theme& m_theme;
};

/// What the script returned beside what it was made from.
class ScriptDiffView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptDiffView)

public:
    ScriptDiffView(const Theme& theme, models::ScriptDiff& model, QWidget* parent = nullptr);

Q_SIGNALS:
    void lineSelected(int line);
    void lineWanted(int line);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();

    models::ScriptDiff& m_model;
    QStackedWidget* m_stack;
    Label* m_nothing;
    Label* m_foot;
};

} // namespace hw::widgets
