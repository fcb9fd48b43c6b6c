#pragma once

#include <QDialog>

#include <functional>

class QLineEdit;
class QPlainTextEdit;

namespace hw::widgets {

class Button;
class Label;
class Theme;

/// A sample that is written by hand: a name and a body. Opened by open(), deleted when closed.
class SampleDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SampleDialog)

public:
    /// What is wrong with a name, for people, or nothing.
    using NameProblem = std::function<QString(const QString& name)>;

    SampleDialog(const Theme& theme, NameProblem problem, QWidget* parent);

Q_SIGNALS:
    void written(const QString& name, const QString& body);

private:
    void review();

    NameProblem m_nameProblem;
    QLineEdit* m_name;
    QPlainTextEdit* m_body;
    Label* m_problem;
    Label* m_note;
    Button* m_accept;
};

} // namespace hw::widgets
