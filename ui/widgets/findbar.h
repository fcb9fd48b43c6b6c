#pragma once

#include "ui/widgets/codeeditor.h"

#include <QWidget>

class QLineEdit;

namespace hw::widgets {

class Label;
class ToolButton;

/// The bar over an editor: find, replace, go to a line. The text is found while it is typed; Enter
/// goes on, Shift+Enter back, Esc closes.
class FindBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindBar)

public:
    enum class Mode { Find, Replace, Line };

    FindBar(const Theme& theme, CodeEditor& editor, QWidget* parent = nullptr);

    void open(Mode mode);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void search(Qt::ArrowType direction);
    void showPlace();
    void close();
    [[nodiscard]] CodeEditor::Case letters() const;

    const Theme& m_theme;
    CodeEditor& m_editor;
    Mode m_mode = Mode::Find;
    QString m_wanted; ///< what was looked for, while a line is asked for
    QLineEdit* m_text;
    QLineEdit* m_by;
    ToolButton* m_case;
    ToolButton* m_previous;
    ToolButton* m_next;
    ToolButton* m_replace;
    ToolButton* m_replaceAll;
    Label* m_note;
};

} // namespace hw::widgets
