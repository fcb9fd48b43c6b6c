#include "ui/widgets/sourcekeys.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QStyle>

namespace hw::widgets {

using models::OtherKey;
using models::SourceSettingsPresenter;

namespace {

constexpr int gap = 8;
constexpr int captionWidth = 96;
constexpr int margin = 24;
constexpr int dialogWidth = 480;

} // namespace

SourceKeys::SourceKeys(const Theme& theme, SourceSettingsPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_key(new Label(theme, {}, TextRole::Mono))
    , m_change(new Button(theme, tr("Change…")))
{
    m_key->setObjectName(QStringLiteral("sourceKey"));
    m_key->setSelectable();
    m_key->setAccessibleName(tr("Key"));
    m_key->setMinimumWidth(0);
    m_key->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_change->setObjectName(QStringLiteral("sourceChangeKey"));
    auto* caption = new Label(theme, tr("Key"), TextRole::Secondary, Token::Text2);
    caption->setFixedWidth(captionWidth);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    row->addWidget(caption);
    row->addWidget(m_key, 1);
    row->addWidget(m_change);
    connect(m_change, &QAbstractButton::clicked, this, [this, &theme] {
        if (m_presenter.source())
            (new SourceKeyDialog(theme, m_presenter, this))->open();
    });
}

void SourceKeys::refresh()
{
    const QString& key = m_presenter.key();
    m_key->setText(key);
    m_key->setToolTip(key);
    m_change->setAccessibleName(tr("Change the key %1").arg(key));
}

OtherKeyRows::OtherKeyRows(const Theme& theme, SourceSettingsPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("sourceOtherKeys"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(gap);
    connect(&presenter, &SourceSettingsPresenter::otherKeysChanged, this, &OtherKeyRows::refresh);
    refresh();
}

void OtherKeyRows::refresh()
{
    clearLayout(*m_rows);
    for (const OtherKey& other : m_presenter.otherKeys()) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(gap);
        auto* path = new Label(m_theme, QStringLiteral("/s/") + other.key, TextRole::Mono);
        path->setMinimumWidth(0);
        path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        path->setToolTip(path->text());
        auto* use = new Label(m_theme, other.use, TextRole::Secondary, Token::Text2);
        use->setObjectName(QStringLiteral("otherKeyUse_") + other.key);
        auto* end = new Button(m_theme, tr("End"));
        end->setObjectName(QStringLiteral("endKey_") + other.key);
        end->setAccessibleName(tr("End %1").arg(path->text()));
        end->setEnabled(other.canEnd);
        if (!other.canEnd)
            end->setToolTip(tr("Once its events have followed"));
        row->addWidget(path, 1);
        row->addWidget(use);
        row->addWidget(end);
        m_rows->addWidget(line);
        connect(end, &QAbstractButton::clicked, this, [this, other] {
            if (other.isUnused) {
                m_presenter.endKey(other.key);
                return;
            }
            auto* question = new ConfirmDialog(m_theme,
                                               {tr("End the address %1?").arg(QStringLiteral("/s/") + other.key),
                                                {other.use, tr("Whoever still sends there is answered 404.")},
                                                {},
                                                tr("End it"),
                                                ButtonKind::Danger},
                                               window());
            connect(question, &QDialog::accepted, this, [this, key = other.key] { m_presenter.endKey(key); });
            question->open();
        });
    }
    setVisible(!m_presenter.otherKeys().empty());
}

SourceKeyDialog::SourceKeyDialog(const Theme& theme, SourceSettingsPresenter& presenter, QWidget* parent)
    : QDialog(parent)
    , m_presenter(presenter)
    , m_edit(new QLineEdit(presenter.key()))
    , m_problem(new Label(theme, {}, TextRole::Small, Token::Fail))
    , m_effects(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_accept(new Button(theme, tr("Change the key"), ButtonKind::Primary))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("sourceKeyDialog"));
    setWindowTitle(tr("Change the key of %1").arg(presenter.source()->name));
    m_edit->setObjectName(QStringLiteral("sourceNewKey"));
    m_edit->setAccessibleName(tr("New key"));
    m_edit->setFont(theme.font(TextRole::Mono));
    m_edit->selectAll();
    m_problem->setObjectName(QStringLiteral("sourceKeyProblem"));
    m_effects->setObjectName(QStringLiteral("sourceKeyEffects"));
    m_accept->setObjectName(QStringLiteral("sourceKeyAccept"));
    m_accept->setDefault(true);
    for (Label* text : {m_problem, m_effects}) {
        text->setWordWrap(true);
        text->setFixedWidth(dialogWidth);
    }
    auto* cancel = new Button(theme, tr("Cancel"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(gap);
    column->setSizeConstraint(QLayout::SetFixedSize); // as high as its texts
    column->addWidget(new Label(theme, windowTitle(), TextRole::SectionTitle));
    column->addWidget(m_edit);
    column->addWidget(m_problem);
    column->addWidget(m_effects);
    column->addSpacing(gap);
    column->addLayout(buttons);
    connect(m_edit, &QLineEdit::textChanged, this, &SourceKeyDialog::review);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QAbstractButton::clicked, this, [this, key = presenter.key()] {
        const QString wanted = m_edit->text().trimmed();
        accept();
        if (m_presenter.key() == key) // nobody else has changed it meanwhile
            m_presenter.changeKey(wanted);
    });
    connect(&presenter, &SourceSettingsPresenter::changed, this, &SourceKeyDialog::review);
    review();
}

void SourceKeyDialog::review()
{
    const QString key = m_edit->text().trimmed();
    const models::KeyChange change = m_presenter.keyChange(key);
    const bool invalid = !change.problem.isEmpty();
    if (m_edit->property("invalid").toBool() != invalid) {
        m_edit->setProperty("invalid", invalid);
        m_edit->style()->unpolish(m_edit);
        m_edit->style()->polish(m_edit);
    }
    m_edit->setAccessibleDescription(change.problem);
    m_problem->setText(change.problem);
    m_problem->setVisible(invalid);
    m_effects->setText(change.effects.join(u'\n'));
    m_effects->setVisible(!invalid && !change.effects.isEmpty());
    m_accept->setEnabled(!invalid && key != m_presenter.key());
}

} // namespace hw::widgets
