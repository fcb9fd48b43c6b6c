#include "ui/widgets/resenddialog.h"

#include "core/base/encoding.h"
#include "core/http/httpfile.h"
#include "core/store/rows.h"
#include "ui/models/errortext.h"
#include "ui/models/eventactions.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int margin = 24;
constexpr QSize editedSize(760, 640);
constexpr qsizetype shownAnswer = 64 * 1024;

QString textOf(const QByteArray& bytes)
{
    return isUtf8(bytes) ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

} // namespace

ResendDialog::ResendDialog(const Theme& theme, int count, const QUrl& to, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
{
    build(Kind::AsIs, tr("Send %n event(s) again", nullptr, count), tr("Send %n event(s)", nullptr, count));
    m_url->setText(to.toString());
}

ResendDialog::ResendDialog(const Theme& theme, const store::StoredEvent& stored, const QUrl& to, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_message(stored.event.request)
{
    build(Kind::Edited, tr("Edit and send again"), tr("Send"));
    m_url->setText(to.toString());
    // The framing is the sender's to make; the head is what stands before the body in a .http file.
    m_message.rawHead.clear();
    http::Message head = m_message;
    head.body.clear();
    m_head->setPlainText(QString::fromLatin1(http::httpfile::serialize(head)).remove(u'\r').trimmed());
    m_isText = isUtf8(m_message.body) && !m_message.body.contains('\0');
    m_body->setPlainText(m_isText ? QString::fromUtf8(m_message.body) : tr("(binary, sent as it is)"));
    m_body->setReadOnly(!m_isText);
    resize(editedSize);
}

void ResendDialog::build(Kind kind, const QString& title, const QString& button)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("resendDialog"));
    setWindowTitle(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(8);
    column->addWidget(new Label(m_theme, title, TextRole::SectionTitle));

    const auto caption = [&](const QString& text, QWidget* buddy) {
        auto* label = new Label(m_theme, text, TextRole::Caption, Token::Text2);
        label->setBuddy(buddy);
        buddy->setAccessibleName(text);
        column->addWidget(label);
        column->addWidget(buddy);
    };
    m_url = new QLineEdit;
    m_url->setObjectName(QStringLiteral("resendUrl"));
    m_url->setMinimumWidth(440);
    caption(tr("To (a URL without a path keeps the path of the event)"), m_url);
    if (kind == Kind::Edited) {
        m_head = new QPlainTextEdit;
        m_head->setLayoutDirection(Qt::LeftToRight);
        m_head->setObjectName(QStringLiteral("resendHead"));
        m_head->setFont(m_theme.font(TextRole::Mono));
        m_head->setFixedHeight(152);
        m_head->setTabChangesFocus(true);
        m_head->setLineWrapMode(QPlainTextEdit::NoWrap);
        caption(tr("Request line and headers"), m_head);
        m_body = new QPlainTextEdit;
        m_body->setLayoutDirection(Qt::LeftToRight);
        m_body->setObjectName(QStringLiteral("resendBody"));
        m_body->setFont(m_theme.font(TextRole::Mono));
        m_body->setTabChangesFocus(true);
        caption(tr("Body"), m_body);
    }
    m_signed = new QRadioButton(tr("Signed anew with the source's secret and the present time"));
    m_exact = new QRadioButton(kind == Kind::Edited ? tr("Exactly as it stands above")
                                                    : tr("The exact bytes, with the old signature"));
    m_signed->setObjectName(QStringLiteral("resendSigned"));
    m_exact->setObjectName(QStringLiteral("resendExact"));
    m_signed->setChecked(true);
    column->addWidget(m_signed);
    column->addWidget(m_exact);
    m_problem = new Label(m_theme, {}, TextRole::Body, Token::Fail);
    m_problem->setObjectName(QStringLiteral("resendProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    if (kind == Kind::Edited) {
        m_answer = new Label(m_theme, {}, TextRole::BodyStrong, Token::Ok);
        m_answer->setObjectName(QStringLiteral("resendAnswer"));
        m_answerBody = new QPlainTextEdit;
        m_answerBody->setLayoutDirection(Qt::LeftToRight);
        m_answerBody->setAccessibleName(tr("Body of the answer"));
        m_answerBody->setReadOnly(true);
        m_answerBody->setFont(m_theme.font(TextRole::Mono));
        m_answerBody->setFixedHeight(72);
        m_answer->hide();
        m_answerBody->hide();
        column->addWidget(m_answer);
        column->addWidget(m_answerBody);
    }
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 8, 0, 0);
    buttons->setSpacing(8);
    buttons->addStretch(1);
    auto* close = new Button(m_theme, kind == Kind::Edited ? tr("Close") : tr("Cancel"));
    close->setAutoDefault(false);
    m_send = new Button(m_theme, button, ButtonKind::Primary, Icon::Send);
    m_send->setObjectName(QStringLiteral("resendSend"));
    m_send->setDefault(true);
    buttons->addWidget(close);
    buttons->addWidget(m_send);
    column->addLayout(buttons);
    connect(close, &Button::clicked, this, &QDialog::reject);
    connect(m_send, &Button::clicked, this, &ResendDialog::send);
}

void ResendDialog::send()
{
    const QUrl to(m_url->text().trimmed(), QUrl::StrictMode);
    const bool isHttp = to.scheme() == QLatin1String("http") || to.scheme() == QLatin1String("https");
    if (!to.isValid() || to.host().isEmpty() || !isHttp) {
        showProblem(tr("This is no http or https URL."));
        m_url->setFocus();
        return;
    }
    const engine::Resend how = m_signed->isChecked() ? engine::Resend::Signed : engine::Resend::Exact;
    if (!m_head) {
        Q_EMIT sendWanted(to, how);
        accept();
        return;
    }
    const QByteArray body = m_isText ? m_body->toPlainText().toUtf8() : m_message.body;
    const QByteArray written = m_head->toPlainText().trimmed().toUtf8() + "\n\n" + body;
    auto message = http::httpfile::parse(written);
    if (!message) {
        showProblem(models::errorText(message.error(), models::Audience::Window));
        m_head->setFocus();
        return;
    }
    message->rawHead.clear(); // it is written from what was typed
    showProblem({});
    m_send->setEnabled(false);
    Q_EMIT sendEditedWanted(*message, to, how);
}

void ResendDialog::showProblem(const QString& text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void ResendDialog::showAnswer(const models::ResendAnswer& answer)
{
    m_send->setEnabled(true);
    m_answer->setText(answer.headline);
    m_answer->setToken(answer.isOk ? Token::Ok : Token::Fail);
    m_answer->show();
    m_answerBody->setPlainText(textOf(answer.body.left(shownAnswer)));
    m_answerBody->setVisible(!answer.body.isEmpty());
}

} // namespace hw::widgets
