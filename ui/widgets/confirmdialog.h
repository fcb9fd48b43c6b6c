#pragma once

#include "ui/widgets/buttons.h"
#include "ui/widgets/theme.h"

#include <QDialog>

namespace hw::widgets {

/// Says what is about to happen and asks. accepted() is the yes; shown by open(), deleted when closed.
class ConfirmDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmDialog)

public:
    struct Question
    {
        QString title;
        QStringList lines;
        QString warning; ///< stands out; empty = none
        QString button;  ///< empty = there is nothing to say yes to
        ButtonKind kind = ButtonKind::Primary;
    };

    ConfirmDialog(const Theme& theme, const Question& question, QWidget* parent);
};

} // namespace hw::widgets
