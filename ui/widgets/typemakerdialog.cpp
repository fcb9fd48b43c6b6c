#include "ui/widgets/typemakerdialog.h"

#include "ui/models/typemaking.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStyle>

#include <utility>

namespace hw::widgets {

namespace {

constexpr int gap = 8;
constexpr int margin = 24;
constexpr int fieldWidth = 400;

} // namespace

TypeMakerDialog::TypeMakerDialog(const Theme& theme, const catalog::TypeMaker& maker, Add add, QWidget* parent)
    : QDialog(parent)
    , m_maker(maker)
    , m_add(std::move(add))
    , m_name(new QLineEdit)
    , m_problem(new Label(theme, {}, TextRole::Small, Token::Fail))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("typeMakerDialog"));
    setWindowTitle(maker.title);
    m_name->setObjectName(QStringLiteral("typeMakerName"));
    m_name->setAccessibleName(maker.label);
    m_name->setPlaceholderText(maker.example);
    m_name->setFont(theme.font(TextRole::Mono));
    m_name->setMinimumWidth(fieldWidth);
    m_problem->setObjectName(QStringLiteral("typeMakerProblem"));
    m_problem->setWordWrap(true);
    m_problem->setFixedWidth(fieldWidth);
    m_problem->hide();
    auto* caption = new Label(theme, maker.label, TextRole::Secondary, Token::Text2);
    caption->setBuddy(m_name);
    auto* boxes = new QHBoxLayout;
    boxes->setSpacing(2 * gap);
    for (const QString& text : maker.types) {
        auto* box = new QCheckBox(models::templateTitle(text));
        box->setObjectName(QStringLiteral("typeMaker_") + models::templateTitle(text));
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, [this] { setProblem({}); });
        boxes->addWidget(box);
        m_boxes.push_back(box);
    }
    boxes->addStretch(1);
    auto* help = new Label(theme, maker.description, TextRole::Small, Token::Text3);
    help->setWordWrap(true);
    help->setFixedWidth(fieldWidth);
    auto* cancel = new Button(theme, tr("Cancel"));
    auto* accept = new Button(theme, maker.title, ButtonKind::Primary);
    accept->setObjectName(QStringLiteral("typeMakerAccept"));
    accept->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(accept);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(gap);
    column->setSizeConstraint(QLayout::SetFixedSize); // as high as its texts
    column->addWidget(new Label(theme, maker.title, TextRole::SectionTitle));
    column->addWidget(caption);
    column->addWidget(m_name);
    column->addWidget(m_problem);
    column->addLayout(boxes);
    column->addWidget(help);
    column->addSpacing(gap);
    column->addLayout(buttons);
    connect(m_name, &QLineEdit::textChanged, this, [this] { setProblem({}); });
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(accept, &QAbstractButton::clicked, this, &TypeMakerDialog::tryAdding);
}

void TypeMakerDialog::setProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_name->setAccessibleDescription(problem);
    m_name->setProperty("invalid", !problem.isEmpty());
    m_name->style()->unpolish(m_name);
    m_name->style()->polish(m_name);
}

void TypeMakerDialog::tryAdding()
{
    QStringList templates;
    for (size_t i = 0; i < m_boxes.size(); ++i) {
        if (m_boxes[i]->isChecked())
            templates.append(m_maker.types.at(static_cast<qsizetype>(i)));
    }
    const QString problem = m_add(m_name->text(), templates);
    setProblem(problem);
    if (problem.isEmpty())
        accept();
    else
        m_name->setFocus(Qt::OtherFocusReason);
}

} // namespace hw::widgets
