#pragma once

#include "ui/models/goldenpresenter.h"
#include "ui/widgets/theme.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QLineEdit;
class QListWidget;

namespace hw::widgets {

class Button;
class CodeEditor;
class Label;

/// Makes a test of an event: what is masked on the left, the request as it will be kept on the right, before anything
/// is written. Opened by open(), deleted when closed.
class GoldenDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoldenDialog)

public:
    GoldenDialog(const Theme& theme, std::unique_ptr<models::GoldenMaker> maker, QWidget* parent);
    ~GoldenDialog() override;

Q_SIGNALS:
    void made(const QString& source, const QString& name);

private:
    [[nodiscard]] QStringList masks() const;
    void preview();
    void showProblem(const QString& text);

    std::unique_ptr<models::GoldenMaker> m_maker;
    QListWidget* m_places;
    CodeEditor* m_request;
    QLineEdit* m_name;
    Label* m_problem;
    Button* m_keep;
    QTimer m_delay;
};

} // namespace hw::widgets
