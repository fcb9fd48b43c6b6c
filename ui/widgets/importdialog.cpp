#include "ui/widgets/importdialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace hw::widgets {

ImportDialog::ImportDialog(const Theme& theme, int requests, const std::vector<Choice>& sources, const QString& likely,
                           QWidget* parent)
    : QDialog(parent)
    , m_sources(new ComboBox(theme))
{
    setObjectName(QStringLiteral("importSourceDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import"));
    auto* text = new Label(theme, requests == 1 ? tr("To which source does the request belong?")
                                                : tr("To which source do the %1 requests belong?").arg(requests));
    auto* note = new Label(theme,
                           tr("Each is verified, transformed and mapped as if it had just arrived, and its actions are "
                              "carried out."),
                           TextRole::Small, Token::Text2);
    note->setWordWrap(true);
    m_sources->setObjectName(QStringLiteral("importSource"));
    m_sources->setAccessibleName(tr("Source"));
    for (const Choice& choice : sources)
        m_sources->addItem(choice.name, choice.key);
    m_sources->setCurrentIndex(qMax(0, m_sources->findData(likely)));
    auto* cancel = new Button(theme, tr("Cancel"));
    auto* import = new Button(theme, tr("Import"), ButtonKind::Primary);
    import->setObjectName(QStringLiteral("importAccept"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(import);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(text);
    column->addWidget(m_sources);
    column->addWidget(note);
    column->addLayout(buttons);
    setMinimumWidth(420);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(import, &QAbstractButton::clicked, this, [this] {
        const QString key = m_sources->currentData().toString();
        accept();
        Q_EMIT sourceChosen(key);
    });
}

} // namespace hw::widgets
