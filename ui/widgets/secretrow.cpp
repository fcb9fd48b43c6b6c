#include "ui/widgets/secretrow.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace hw::widgets {

namespace {

constexpr int nameWidth = 300;
constexpr int placeWidth = 150;
constexpr int valueWidth = 220;
constexpr int gap = 8;

} // namespace

SecretRowWidget::SecretRowWidget(const Theme& theme, const models::SecretRow& row, Form form, QWidget* parent)
    : QWidget(parent)
{
    auto* name = new Label(theme, row.name, TextRole::Mono);
    QString place = tr("Missing");
    if (row.origin == workspace::SecretOrigin::Keychain)
        place = tr("In the keychain");
    else if (row.origin == workspace::SecretOrigin::File)
        place = tr("In the encrypted file");
    else if (row.origin == workspace::SecretOrigin::Environment)
        place = tr("From a variable");
    auto* where = new Label(theme, place, TextRole::Body, row.origin ? Token::Text2 : Token::Warn);
    auto* value = new QLineEdit;
    value->setObjectName(QStringLiteral("secretValue_") + row.name);
    value->setEchoMode(QLineEdit::Password);
    value->setPlaceholderText(row.origin ? tr("New value") : tr("Value"));
    value->setAccessibleName(tr("Value of %1").arg(row.name));
    value->setMinimumWidth(valueWidth);
    auto* set = new Button(theme, tr("Set"));
    set->setObjectName(QStringLiteral("secretSet_") + row.name);
    set->setAccessibleName(tr("Set %1").arg(row.name));
    set->setEnabled(false);

    auto* fields = new QHBoxLayout;
    fields->setSpacing(gap);
    auto* layout = new QBoxLayout(form == Form::Wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom, this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    auto* names = new QHBoxLayout;
    names->setSpacing(gap);
    names->addWidget(name, form == Form::Narrow ? 1 : 0);
    names->addWidget(where);
    layout->addLayout(names);
    layout->addLayout(fields);
    if (form == Form::Wide) {
        name->setMinimumWidth(nameWidth);
        where->setMinimumWidth(placeWidth);
    }
    fields->addWidget(value, form == Form::Narrow ? 1 : 0);
    fields->addWidget(set);

    const auto store = [this, value, secret = row.name] {
        if (value->text().isEmpty())
            return;
        const SecretString typed(value->text().toUtf8());
        value->clear();
        Q_EMIT setWanted(secret, typed);
    };
    connect(value, &QLineEdit::textChanged, set, [set](const QString& text) { set->setEnabled(!text.isEmpty()); });
    connect(value, &QLineEdit::returnPressed, this, store);
    connect(set, &QAbstractButton::clicked, this, store);
    if (row.origin == workspace::SecretOrigin::Keychain || row.origin == workspace::SecretOrigin::File) {
        auto* remove = new Button(theme, tr("Remove"), ButtonKind::Danger);
        remove->setObjectName(QStringLiteral("secretRemove_") + row.name);
        remove->setAccessibleName(tr("Remove %1").arg(row.name));
        fields->addWidget(remove);
        connect(remove, &QAbstractButton::clicked, this, [this, secret = row.name] { Q_EMIT removeWanted(secret); });
    }
    if (form == Form::Wide)
        layout->addStretch(1);
}

} // namespace hw::widgets
