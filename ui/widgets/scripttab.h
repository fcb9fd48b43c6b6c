#pragma once

#include "ui/models/eventdetail.h"
#include "ui/models/jsontreemodel.h"

#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace hw::widgets {

class JsonTreeView;
class Label;
class PairTable;
class Theme;

/// What the script returned, wrote to the console, or failed with.
class ScriptTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptTab)

public:
    explicit ScriptTab(const Theme& theme, QWidget* parent = nullptr);

    void setScript(const models::ScriptView& script);

private:
    const Theme& m_theme;
    models::JsonTreeModel m_values;
    QVBoxLayout* m_headline;
    Label* m_error;
    Label* m_stack;
    QWidget* m_panels;
    QStackedWidget* m_returned;
    JsonTreeView* m_tree;
    QStackedWidget* m_written;
    PairTable* m_console;
};

} // namespace hw::widgets
