#pragma once

#include "core/engine/resend.h"
#include "ui/widgets/theme.h"

#include <QDialog>
#include <QUrl>

class QLineEdit;
class QPlainTextEdit;
class QRadioButton;

namespace hw::models {
struct ResendAnswer;
}
namespace hw::store {
struct StoredEvent;
}

namespace hw::widgets {

class Button;
class Label;

/// Where captured requests are sent again, and how they are signed; of one event the request itself may be changed
/// first, and the answer is shown. Opened by open(), deleted when closed.
class ResendDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResendDialog)

public:
    /// For `count` events as they are.
    ResendDialog(const Theme& theme, int count, const QUrl& to, QWidget* parent);
    /// For one that may be changed.
    ResendDialog(const Theme& theme, const store::StoredEvent& stored, const QUrl& to, QWidget* parent);

    void showAnswer(const models::ResendAnswer& answer);

Q_SIGNALS:
    void sendWanted(const QUrl& to, hw::engine::Resend how);
    void sendEditedWanted(const hw::http::Message& message, const QUrl& to, hw::engine::Resend how);

private:
    enum class Kind { AsIs, Edited };

    void build(Kind kind, const QString& title, const QString& button);
    void send();
    void showProblem(const QString& text);

    const Theme& m_theme;
    http::Message m_message; ///< that is edited
    bool m_isText = true;    ///< a binary body stays as it is
    QLineEdit* m_url = nullptr;
    QRadioButton* m_signed = nullptr;
    QRadioButton* m_exact = nullptr;
    QPlainTextEdit* m_head = nullptr; ///< this and the next: null where nothing is edited
    QPlainTextEdit* m_body = nullptr;
    Label* m_problem = nullptr;
    Label* m_answer = nullptr;
    QPlainTextEdit* m_answerBody = nullptr;
    Button* m_send = nullptr;
};

} // namespace hw::widgets
